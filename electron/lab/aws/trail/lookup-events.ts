import type { LabGround } from '../../platform/ground.ts';
import { AwsError } from '../protocol/aws-error.ts';
import type { TrailEvent } from '../state.ts';
import { type LookedUpEvent, lookedUp, userNameOf } from './event-record.ts';

const DAY = 86_400_000;
/** Days of events that CloudTrail's event history holds. */
const HISTORY = 90;
const MOST_RESULTS = 50;

type Reader = (event: TrailEvent) => string | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  EventId: ({ eventId }) => eventId,
  EventName: ({ eventName }) => eventName,
  EventSource: ({ eventSource }) => eventSource,
  ReadOnly: ({ readOnly }) => String(readOnly ?? false),
  Username: userNameOf,
  AccessKeyId: ({ userIdentity: { accessKeyId: key } }) => {
    return typeof key === 'string' ? key : undefined;
  },
  ResourceType: () => undefined,
  ResourceName: () => undefined,
};

/** What LookupEvents takes, as far as its shape is checked before. */
export interface LookupInput {
  readonly LookupAttributes?: readonly { readonly AttributeKey: string; readonly AttributeValue: string }[];
  readonly StartTime?: unknown;
  readonly EndTime?: unknown;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/**
 * CloudTrail's LookupEvents: an account's events of the last 90 days, the newest first, at most 50 a page.
 *
 * @param accountId whose history; each account sees what its own principals did
 * @throws AwsError InvalidMaxResultsException, InvalidTimeRangeException, InvalidLookupAttributesException,
 *   InvalidNextTokenException
 */
export function lookupEvents(
  ground: LabGround,
  accountId: string,
  input: LookupInput,
): { readonly Events: readonly LookedUpEvent[]; readonly NextToken?: string } {
  const { MaxResults: limit = MOST_RESULTS } = input;
  if (limit < 1 || limit > MOST_RESULTS)
    throw new AwsError('InvalidMaxResultsException', 'A value between 1 and 50 is required for MaxResults.');
  const now = ground.clock.now();
  const start = timeOf(input.StartTime) ?? now - HISTORY * DAY;
  const end = timeOf(input.EndTime) ?? now;
  if (Number.isNaN(start) || Number.isNaN(end) || start > end)
    throw new AwsError(
      'InvalidTimeRangeException',
      'The start time is after the end time, or one of them is no time.',
    );
  const matches = matcherOf(input.LookupAttributes ?? []);
  const from = input.NextToken === undefined ? 0 : positionOf(input.NextToken);
  const { trail, region } = ground.state.aws;
  const place = { region, accountId };
  const found = trail
    .filter(({ userIdentity: { accountId: of } }) => of === accountId)
    .filter((event) => event.eventTime >= start && event.eventTime <= end && matches(event))
    .reverse();
  return {
    Events: found.slice(from, from + limit).map((event) => lookedUp(event, place)),
    ...(from + limit < found.length
      ? { NextToken: Buffer.from(`events:${from + limit}`).toString('base64') }
      : {}),
  };
}

/** JSON 1.1 writes times as epoch seconds; some clients write ISO 8601. */
function timeOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return value * 1000;
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

function matcherOf(attributes: NonNullable<LookupInput['LookupAttributes']>): (event: TrailEvent) => boolean {
  const [one] = attributes;
  if (one === undefined) return () => true;
  const { AttributeKey: key, AttributeValue: wanted } = one;
  const read = Object.hasOwn(READERS, key) ? READERS[key] : undefined;
  if (attributes.length > 1 || read === undefined)
    throw new AwsError(
      'InvalidLookupAttributesException',
      'At most one attribute with a known key can be looked up.',
    );
  return (event) => read(event) === wanted;
}

function positionOf(token: string): number {
  const position = /^events:(\d{1,6})$/.exec(Buffer.from(token, 'base64').toString('latin1'))?.[1];
  if (position === undefined) throw new AwsError('InvalidNextTokenException', 'The token is not valid.');
  return Number(position);
}

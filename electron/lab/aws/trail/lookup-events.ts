import type { LabGround } from '../../platform/ground.ts';
import type { TrailEvent } from '../state.ts';
import { type LookedUpEvent, lookedUp, userNameOf } from './event-record.ts';

const DAY = 86_400_000;
/** Days of events that CloudTrail's event history holds. */
const HISTORY = 90;
const MOST_RESULTS = 50;

/** What LookupEvents answers: a page, or CloudTrail's refusal. */
export type LookupAnswer =
  | { readonly Events: readonly LookedUpEvent[]; readonly NextToken?: string }
  | { readonly refused: string; readonly message: string };

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

interface Query {
  readonly wanted: (event: TrailEvent) => boolean;
  readonly limit: number;
  readonly start: number;
}

/**
 * CloudTrail's LookupEvents (API version 2013-11-01, JSON 1.1): the newest first, at most 50 a page.
 *
 * @param input the request's JSON, unread
 */
export function lookupEvents(ground: LabGround, input: unknown): LookupAnswer {
  const query = readQuery(ground, input);
  if ('refused' in query) return query;
  const { trail, region, organization } = ground.state.aws;
  const place = { region, accountId: organization.managementAccountId };
  const found = trail.filter(query.wanted).reverse();
  const end = query.start + query.limit;
  return {
    Events: found.slice(query.start, end).map((event) => lookedUp(event, place)),
    ...(end < found.length ? { NextToken: Buffer.from(`events:${end}`).toString('base64') } : {}),
  };
}

function refuse(code: string, message: string): { refused: string; message: string } {
  return { refused: code, message };
}

function readQuery(
  ground: LabGround,
  input: unknown,
): Query | { readonly refused: string; readonly message: string } {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return refuse('SerializationException', 'The request is not a JSON object.');
  const {
    LookupAttributes: attributes = [],
    StartTime: from,
    EndTime: to,
    MaxResults: limit = MOST_RESULTS,
    NextToken: token,
  } = input as Readonly<Record<string, unknown>>;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > MOST_RESULTS)
    return refuse('InvalidMaxResultsException', 'A value between 1 and 50 is required for MaxResults.');
  const now = ground.clock.now();
  const start = timeOf(from) ?? now - HISTORY * DAY;
  const end = timeOf(to) ?? now;
  if (Number.isNaN(start) || Number.isNaN(end) || start > end)
    return refuse(
      'InvalidTimeRangeException',
      'The start time is after the end time, or one of them is no time.',
    );
  const matches = matcherOf(attributes);
  if (matches === undefined)
    return refuse(
      'InvalidLookupAttributesException',
      'At most one attribute with a known key can be looked up.',
    );
  const position = token === undefined ? 0 : positionOf(token);
  if (position === undefined) return refuse('InvalidNextTokenException', 'The token is not valid.');
  return {
    wanted: (event) => event.eventTime >= start && event.eventTime <= end && matches(event),
    limit,
    start: position,
  };
}

/** JSON 1.1 writes times as epoch seconds; some clients write ISO 8601. */
function timeOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return value * 1000;
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

function matcherOf(attributes: unknown): ((event: TrailEvent) => boolean) | undefined {
  if (!Array.isArray(attributes) || attributes.length > 1) return undefined;
  const [one] = attributes as readonly unknown[];
  if (one === undefined) return () => true;
  if (typeof one !== 'object' || one === null) return undefined;
  const { AttributeKey: key, AttributeValue: value } = one as Readonly<Record<string, unknown>>;
  if (typeof key !== 'string' || typeof value !== 'string' || !Object.hasOwn(READERS, key)) return undefined;
  const read = READERS[key];
  return (event) => read?.(event) === value;
}

function positionOf(token: unknown): number | undefined {
  if (typeof token !== 'string') return undefined;
  const position = /^events:(\d{1,6})$/.exec(Buffer.from(token, 'base64').toString('latin1'))?.[1];
  return position === undefined ? undefined : Number(position);
}

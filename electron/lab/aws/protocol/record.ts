import type { AccessKey, AwsState, TrailEvent } from '../state.ts';

const KEPT = 20_000;

/** What CloudTrail is told of a call. */
export interface Recorded {
  readonly eventId: string;
  readonly at: number;
  /** `sso.amazonaws.com` */
  readonly source: string;
  readonly operation: string;
  readonly caller: AccessKey;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Adds a management event to the trail; the oldest go when there are too many. */
export function record(aws: AwsState, call: Recorded): void {
  const { error } = call;
  const event: TrailEvent = {
    eventId: call.eventId,
    eventTime: call.at,
    eventSource: call.source,
    eventName: call.operation,
    userIdentity: identityOf(call.caller),
    requestParameters: camelled(call.input),
    ...(error === undefined
      ? { responseElements: camelled(call.output) }
      : { errorCode: error.code, errorMessage: error.message, responseElements: null }),
  };
  aws.trail.push(event);
  if (aws.trail.length > KEPT * 1.2) aws.trail.splice(0, aws.trail.length - KEPT);
}

function identityOf(caller: AccessKey): Readonly<Record<string, unknown>> {
  const [, name = ''] = /\/(.+)$/.exec(caller.arn) ?? [];
  const assumed = caller.arn.includes(':assumed-role/');
  return {
    type: assumed ? 'AssumedRole' : 'IAMUser',
    principalId: caller.userId,
    arn: caller.arn,
    accountId: caller.accountId,
    accessKeyId: caller.id,
    ...(assumed ? {} : { userName: name }),
  };
}

const LONGEST = 2_000;

/** CloudTrail writes members with a small first letter, and leaves long values out. */
function camelled(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 6) return undefined;
  if (Array.isArray(value)) return value.slice(0, 100).map((item: unknown) => camelled(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
      camelled(member, depth + 1),
    ]),
  );
}

import type { TrailEvent } from '../state.ts';

/** An event as LookupEvents gives it, with its record as JSON text. */
export interface LookedUpEvent {
  readonly EventId: string;
  readonly EventName: string;
  /** Epoch seconds. */
  readonly EventTime: number;
  readonly EventSource: string;
  /** `true` or `false`, as text. */
  readonly ReadOnly: string;
  readonly Username?: string;
  readonly Resources: readonly never[];
  readonly CloudTrailEvent: string;
}

/** The record of an event, in CloudTrail's own member names (event version 1.08). */
export function recordOf(
  event: TrailEvent,
  place: { readonly region: string; readonly accountId: string },
): Readonly<Record<string, unknown>> {
  return {
    eventVersion: '1.08',
    userIdentity: event.userIdentity,
    eventTime: `${new Date(event.eventTime).toISOString().slice(0, 19)}Z`,
    eventSource: event.eventSource,
    eventName: event.eventName,
    awsRegion: place.region,
    sourceIPAddress: '127.0.0.1',
    userAgent: 'Federation Workbench Lab',
    ...(event.errorCode === undefined ? {} : { errorCode: event.errorCode }),
    ...(event.errorMessage === undefined ? {} : { errorMessage: event.errorMessage }),
    requestParameters: event.requestParameters ?? null,
    responseElements: event.responseElements ?? null,
    ...(event.additionalEventData === undefined ? {} : { additionalEventData: event.additionalEventData }),
    ...(event.serviceEventDetails === undefined ? {} : { serviceEventDetails: event.serviceEventDetails }),
    requestID: event.eventId,
    eventID: event.eventId,
    readOnly: event.readOnly ?? false,
    eventType: event.eventType ?? 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: place.accountId,
    eventCategory: 'Management',
  };
}

/** @returns the name that CloudTrail lists an event under; undefined where it knows none */
export function userNameOf({ userIdentity, additionalEventData = {} }: TrailEvent): string | undefined {
  const { userName, arn } = userIdentity;
  const { UserName: additional } = additionalEventData;
  const name = userName ?? additional;
  if (typeof name === 'string') return name;
  return typeof arn === 'string' && arn.includes('/') ? arn.split('/').at(-1) : undefined;
}

/** An event as the API shows it. */
export function lookedUp(
  event: TrailEvent,
  place: { readonly region: string; readonly accountId: string },
): LookedUpEvent {
  const name = userNameOf(event);
  return {
    EventId: event.eventId,
    EventName: event.eventName,
    EventTime: event.eventTime / 1000,
    EventSource: event.eventSource,
    ReadOnly: String(event.readOnly ?? false),
    ...(name === undefined ? {} : { Username: name }),
    Resources: [],
    CloudTrailEvent: JSON.stringify(recordOf(event, place)),
  };
}

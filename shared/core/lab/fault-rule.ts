/**
 * What can go wrong on purpose. `reset` cuts the connection, half the time after the request was carried out; `conflict`
 * refuses a write, `failed` lets an asynchronous one end as FAILED; `slow` multiplies the time to settle; `expired-token`
 * refuses a token that would still be good.
 */
export const FAULT_KINDS = [
  'throttle',
  'error',
  'reset',
  'latency',
  'conflict',
  'failed',
  'slow',
  'expired-token',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface FaultRule {
  readonly kind: FaultKind;
  /** Fraction of requests it strikes, 0 to 1. */
  readonly probability: number;
  /** Only this service, such as `sso-admin` or `scim`. */
  readonly service?: string;
  /** Only this operation, such as `CreateAccountAssignment`. */
  readonly operation?: string;
  /** For `failed`: the FailureReason. */
  readonly reason?: string;
  /** For `latency`: milliseconds; for `slow`: the factor. */
  readonly amount?: number;
  /** Strikes this many times at most. */
  readonly times?: number;
}

import type { LabRandom } from './lab-random.ts';

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

interface ActiveFault {
  readonly rule: FaultRule;
  left: number;
}

/** Decides which request a fault strikes; the same seed and the same requests give the same strikes. */
export class Faults {
  readonly #random: LabRandom;
  #active: ActiveFault[] = [];

  constructor(random: LabRandom, rules: readonly FaultRule[] = []) {
    this.#random = random;
    this.set(rules);
  }

  get rules(): readonly FaultRule[] {
    return this.#active.map(({ rule }) => rule);
  }

  set(rules: readonly FaultRule[]): void {
    this.#active = rules.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY }));
  }

  /**
   * Asks whether one of these kinds strikes now.
   *
   * @returns the rule that strikes; it is used up by that
   */
  strike(kinds: readonly FaultKind[], service: string, operation: string): FaultRule | undefined {
    for (const fault of this.#active) {
      const { rule } = fault;
      if (fault.left <= 0 || !kinds.includes(rule.kind)) continue;
      if (rule.service !== undefined && rule.service !== service) continue;
      if (rule.operation !== undefined && rule.operation !== operation) continue;
      if (!this.#random.chance(rule.probability)) continue;
      fault.left -= 1;
      return rule;
    }
    return undefined;
  }

  /** @returns true for the half of connection resets that strike after the request was carried out */
  afterwards(): boolean {
    return this.#random.chance(0.5);
  }
}

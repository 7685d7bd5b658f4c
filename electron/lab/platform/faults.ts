import type { FaultKind, FaultRule } from '../../../shared/core/lab/fault-rule.ts';
import type { LabRandom } from './lab-random.ts';

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

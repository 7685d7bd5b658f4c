import type { Verdict } from '../inspector/report.ts';
import type { AttackFamily } from './attack-set.ts';

/**
 * What became of an attack: `refused` by a check that must refuse it; `refused-otherwise` by another one, which is a change
 * of the verifier that somebody should look at; or `accepted`, as valid or with the attacker's words as signed claims.
 */
export const ATTACK_OUTCOMES = ['refused', 'refused-otherwise', 'accepted'] as const;
export type AttackOutcome = (typeof ATTACK_OUTCOMES)[number];

export interface JudgedAttack {
  readonly name: string;
  readonly family: string;
  readonly recorded: readonly string[];
  readonly strict: boolean;
  readonly expected: readonly string[];
  readonly verdict: Verdict;
  readonly outcome: AttackOutcome;
  /** The check that refused it, an expected one where there is; absent where nothing did. */
  readonly refusedBy?: string;
  /** What that check says. */
  readonly message?: string;
}

export interface SelfTest {
  readonly families: readonly AttackFamily[];
  /** The messages that were attacked; each must be valid. */
  readonly honest: readonly { readonly name: string; readonly verdict: Verdict }[];
  readonly attacks: readonly JudgedAttack[];
  /** True when every attack was refused as expected and every honest message is valid. */
  readonly passed: boolean;
}

import type { GivenKey } from '../inspector/options.ts';
import type { PackedText } from './packed-text.ts';

/** One kind of attack. */
export interface AttackFamily {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly source: string;
}

/** One forged message, as the set keeps it. */
export interface PackedAttack {
  /** Says what was done; no two are alike. */
  readonly name: string;
  readonly family: string;
  /** CVE ids, where a product fell for it. */
  readonly recorded: readonly string[];
  /** The standard tolerates it, so only the strict reading refuses. */
  readonly strict: boolean;
  /** The checks of form or signature that refuse it, in the order of the verdict. */
  readonly expected: readonly string[];
  readonly text: PackedText;
}

/** Every attack of test/attacks, ready-made: its keys are for this only, and the moment is when the messages were valid. */
export interface AttackSet {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly trust: readonly GivenKey[];
  readonly decryptKeys: readonly GivenKey[];
  /** What only the attacker says; no verdict may show it as a claim. */
  readonly attackerValues: readonly string[];
  readonly families: readonly AttackFamily[];
  /** What packed texts copy from. */
  readonly dictionary: string;
  /** The messages that were attacked, each of which must be valid: a verifier that refuses everything passes no test. */
  readonly honest: readonly { readonly name: string; readonly text: PackedText }[];
  readonly attacks: readonly PackedAttack[];
}

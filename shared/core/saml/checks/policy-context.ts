import type { InspectOptions, Profile } from '../../inspector/options.ts';
import type { MessageKind } from '../../inspector/report.ts';
import type { Judgement } from '../judgement.ts';

/** What every policy check needs. */
export interface PolicyContext {
  readonly judgement: Judgement;
  readonly kind: MessageKind;
  readonly profile: Profile;
  readonly expect: InspectOptions['expect'];
  /** Issuers that are right: the one asked for, else the entity IDs of the metadata given. */
  readonly issuers: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** The same as ISO 8601 UTC. */
  readonly nowText: string;
  /** Milliseconds. */
  readonly skew: number;
}

/** Without what nobody sees: zero-width characters, soft hyphens, direction marks, and no-break spaces at the ends. */
function visible(text: string): string {
  return text.replace(/\p{Cf}/gu, '').trim();
}

/**
 * A hint where two names are nearly the same, because that is what an administrator overlooks.
 *
 * @returns a sentence with a space before it, or nothing
 */
export function nearMiss(expected: string, actual: string): string {
  if (expected === actual) return '';
  if (expected.trim() === actual.trim()) return ' They differ in white space around the value.';
  if (visible(expected) === visible(actual))
    return ' They differ in invisible characters, such as a zero-width space that was copied along.';
  if (expected.toLowerCase() === actual.toLowerCase()) return ' They differ in upper and lower case only.';
  const bare = (text: string): string => text.replace(/\/+$/, '');
  if (bare(expected) === bare(actual)) return ' They differ in the slash at the end only.';
  const schemeless = (text: string): string => text.replace(/^https?:/i, '');
  if (schemeless(expected) === schemeless(actual)) return ' They differ in http and https only.';
  return '';
}

import type { Judgement } from '../judgement.ts';
import type { JwtRuleId } from '../rules.ts';

const PASSES: readonly (readonly [rule: JwtRuleId, message: string])[] = [
  ['token.encoding', 'Every part is base64url without padding.'],
  ['token.json', 'What has to be JSON is well-formed.'],
  ['token.duplicate-member', 'Every name stands once.'],
  ['token.number', 'Every number is finite.'],
  ['token.depth', 'Nothing is nested deeper than it has to be.'],
];

/** Says which questions of form had nothing to complain about, once all parts have been read. */
export function passForm(judgement: Judgement): void {
  for (const [rule, message] of PASSES) {
    if (!judgement.checks.has(rule)) judgement.pass(rule, message);
  }
}

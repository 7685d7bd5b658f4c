import { describe, expect, it } from 'vitest';
import {
  chosenAttacks,
  markdownOf,
  summaryOf,
} from '../../../../renderer/features/self-test/chosen-attacks.ts';
import type { JudgedAttack, SelfTest } from '../../../../shared/core/self-test/judged-attack.ts';

const attack = (name: string, more: Partial<JudgedAttack> = {}): JudgedAttack => ({
  name,
  family: 'jwt',
  recorded: [],
  strict: false,
  expected: ['signature.value'],
  verdict: 'invalid',
  outcome: 'refused',
  refusedBy: 'signature.value',
  message: 'It does not verify.',
  ...more,
});

const ATTACKS = [
  attack('algorithm none', { recorded: ['CVE-2015-9235'], refusedBy: 'signature.algorithm' }),
  attack('XSW1', { family: 'wrapping', refusedBy: 'structure.stray' }),
  attack('a | b', { family: 'wrapping', outcome: 'accepted', verdict: 'valid' }),
];
const test = (attacks: readonly JudgedAttack[], honest: 'valid' | 'invalid' = 'valid'): SelfTest => ({
  families: [{ id: 'jwt', title: 'JSON Web Tokens', what: '', source: '' }],
  honest: [{ name: 'honest', verdict: honest }],
  attacks,
  passed: honest === 'valid' && attacks.every(({ outcome }) => outcome === 'refused'),
});
const names = (choice: Partial<Parameters<typeof chosenAttacks>[1]>) =>
  chosenAttacks(ATTACKS, { text: '', family: undefined, openOnly: false, ...choice }).map(({ name }) => name);

describe('the attacks one chooses', () => {
  it('are those with every word, by name, CVE or check', () => {
    expect(names({ text: 'NONE cve-2015' })).toEqual(['algorithm none']);
    expect(names({ text: 'structure.stray' })).toEqual(['XSW1']);
    expect(names({ text: 'none stray' })).toEqual([]);
  });

  it('are those of a family, and those that were not refused', () => {
    expect(names({ family: 'wrapping' })).toEqual(['XSW1', 'a | b']);
    expect(names({ family: 'wrapping', openOnly: true })).toEqual(['a | b']);
  });
});

it('says what became of the attacks, and of the honest messages', () => {
  expect(summaryOf(test(ATTACKS.slice(0, 2)))).toBe(
    'All 2 attacks were refused; the 1 honest messages are valid.',
  );
  expect(summaryOf(test(ATTACKS))).toBe('2 of 3 attacks were refused as they should be.');
  expect(summaryOf(test(ATTACKS.slice(0, 2), 'invalid'))).toContain(
    '1 of 1 honest messages were refused too',
  );
});

it('writes a table that no name breaks', () => {
  const text = markdownOf(test(ATTACKS), ATTACKS);
  expect(text).toContain('| JSON Web Tokens | algorithm none | CVE-2015-9235 | refused |');
  expect(text).toContain('a \\| b');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches } from '../../../shared/core/access/policy/lint-actions.ts';
import { lintPolicy, policySize } from '../../../shared/core/access/policy/lint-policy.ts';
import { POLICY_RULES, type PolicyRuleId } from '../../../shared/core/access/policy/policy-rules.ts';
import { GOOD_POLICY, POLICY_CASES } from '../../fixtures/access/policy-cases.ts';

const RULES = Object.keys(POLICY_RULES) as PolicyRuleId[];
const found = (text: string): string[] => lintPolicy(text).map(({ id }) => id);

describe('every policy rule', () => {
  it.each(RULES)('%s has a source, a fix, and fixtures that fail and pass', (id) => {
    expect(POLICY_RULES[id].spec).not.toBe('');
    expect(POLICY_RULES[id].fix).toMatch(/\.$/);
    const { fails, passes } = POLICY_CASES[id];
    expect(Math.min(fails.length, passes.length)).toBeGreaterThan(0);
    for (const text of fails) expect(found(text), text.slice(0, 200)).toContain(id);
    for (const text of passes) expect(found(text), text.slice(0, 200)).not.toContain(id);
  });
});

it('finds nothing in a good policy', () => expect(lintPolicy(GOOD_POLICY)).toEqual([]));

it('names line and column, and suggests what was meant', () => {
  const [finding] = lintPolicy(
    GOOD_POLICY.replace('s3:GetObject', 'iam:GetUsr').replace('"Action"', '\n  "Action"'),
  );
  expect(finding).toMatchObject({ id: 'policy.unknown-action', line: 2, column: 12 });
  expect(finding?.message).toContain('GetUser');
});

it('counts all but white space', () => expect(policySize(' { "a b" :\n1 }\t')).toBe(8));

it('answers anything, quickly', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      lintPolicy(text);
    }),
  );
  expect(found(`{"Statement":${'['.repeat(300_000)}`)).toEqual(['policy.size']);
  expect(found(`{"Statement":${'['.repeat(3000)}`)).toContain('policy.json');
});

it('matches wildcards as IAM does', () => {
  expect(matches('get*', 'getobject')).toBe(true);
  expect(matches('*role', 'passrole')).toBe(true);
  expect(matches('p?ssr*e', 'passrole')).toBe(true);
  expect(matches('get', 'getobject')).toBe(false);
  const before = performance.now();
  expect(matches(`${'a*'.repeat(30)}c`, 'a'.repeat(5000))).toBe(false);
  expect(performance.now() - before).toBeLessThan(200);
});

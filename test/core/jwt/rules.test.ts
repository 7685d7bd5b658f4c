import { describe, expect, it } from 'vitest';
import { JWT_RULES, type JwtRuleId } from '../../../shared/core/jwt/rules.ts';
import type { Rule } from '../../../shared/core/rules/rule.ts';
import { JWT_FIXTURES } from '../../fixtures/rules/jwt.ts';
import type { JwtCase } from '../../fixtures/rules/jwt-case.ts';
import { judgeSample } from '../../flows/inspector/judge-sample.ts';

const IDS = Object.keys(JWT_RULES) as JwtRuleId[];

/** Statuses of a rule over the token and everything inside it. */
async function statuses(id: JwtRuleId, one: JwtCase): Promise<string[]> {
  const messages = await judgeSample(one);
  return messages.flatMap(({ checks }) =>
    checks.filter((check) => check.id === id).map(({ status }) => status),
  );
}

describe.each(IDS)('rule %s', (id) => {
  const rule: Rule = JWT_RULES[id];
  const fixture = JWT_FIXTURES[id];

  it('has a source, a title, a fix and a kind it applies to', () => {
    expect(rule.spec).toMatch(/RFC \d+|documentation|CVE-|OpenID|NIST/);
    expect(rule.title).not.toBe('');
    expect(rule.fix).toMatch(/\.$/);
    expect(rule.appliesTo.length).toBeGreaterThan(0);
  });

  it('is broken by its failing fixture', async () => {
    const found = await statuses(id, await fixture.fail());
    if (fixture.open === true) expect(found).toContain('not-checked');
    else expect(found.some((status) => status === 'fail' || status === 'warn')).toBe(true);
  });

  it('is kept by its passing fixture', async () => {
    expect(new Set(await statuses(id, await fixture.pass()))).toEqual(new Set(['pass']));
  });

  if (rule.strict === true)
    it('fails under --strict where it only warned', async () => {
      const one = await fixture.fail();
      const strict = await statuses(id, { ...one, options: { ...one.options, strict: true } });
      expect(strict).toContain('fail');
    });
});

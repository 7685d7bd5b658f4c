import { describe, expect, it } from 'vitest';
import type { InspectedMessage } from '../../../shared/core/inspector/report.ts';
import { SAML_RULES, type SamlRuleId } from '../../../shared/core/saml/rules.ts';
import { SAML_FIXTURES } from '../../fixtures/rules/saml.ts';
import { samlCase } from '../../fixtures/rules/saml-messages.ts';
import { checksOf, judgeCase } from './judge-fixture.ts';

const statuses = (message: InspectedMessage, id: SamlRuleId): string[] =>
  checksOf(message, id).map(({ status }) => status);

const ids = Object.keys(SAML_RULES) as SamlRuleId[];

describe('every SAML rule', () => {
  it.each(ids)('%s has a title, a source and a fix', (id) => {
    const rule = SAML_RULES[id];
    expect(rule.title).toMatch(/^[A-Z]/);
    expect(rule.spec.length).toBeGreaterThan(8);
    expect(rule.fix).toMatch(/[.]$/);
    expect(rule.appliesTo.length).toBeGreaterThan(0);
  });

  it.each(ids)('%s complains about its failing fixture', (id) => {
    const message = judgeCase(SAML_FIXTURES[id].fail());
    const found = statuses(message, id);
    expect(found.some((status) => status === 'fail' || status === 'warn')).toBe(true);
    expect(SAML_RULES[id].appliesTo).toContain(message.kind);
  });

  it.each(ids)('%s is content with its passing fixture', (id) => {
    const message = judgeCase(SAML_FIXTURES[id].pass());
    const found = statuses(message, id);
    expect(found).toContain('pass');
    expect(found.every((status) => status === 'pass')).toBe(true);
    expect(message.verdict).toBe('valid');
  });

  it.each(['generic', 'entra', 'aws-identity-center'] as const)(
    'the base message passes under %s',
    (profile) => {
      const message = judgeCase(samlCase('response', { options: { profile } }));
      expect(message.checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
      expect(message.verdict).toBe('valid');
    },
  );
});

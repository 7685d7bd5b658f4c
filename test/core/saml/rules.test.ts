import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import type { JudgeContext } from '../../../shared/core/inspector/context.ts';
import { readKeyRing } from '../../../shared/core/inspector/key-ring.ts';
import { DEFAULT_INSPECT_OPTIONS, type GivenKey } from '../../../shared/core/inspector/options.ts';
import { recogniseXml } from '../../../shared/core/inspector/recognise-xml.ts';
import type { InspectedMessage } from '../../../shared/core/inspector/report.ts';
import { judgeXml } from '../../../shared/core/saml/judge-xml.ts';
import { SAML_RULES, type SamlRuleId } from '../../../shared/core/saml/rules.ts';
import { SAML_FIXTURES } from '../../fixtures/rules/saml.ts';
import { FIXTURE_TIME, type SamlCase, samlCase } from '../../fixtures/rules/saml-messages.ts';
import { testKey } from '../../generators/keys.ts';

function judge(one: SamlCase): InspectedMessage {
  const [candidate] = recogniseXml(one.input, nodeCrypto);
  if (candidate === undefined) throw new Error('the input was not recognised');
  const trust: GivenKey[] = one.trust.map((name) => ({
    kind: 'certificate',
    text: testKey(name).certificatePem,
  }));
  const decryptKeys: GivenKey[] = one.decrypt ? [{ kind: 'key', text: testKey('sp-rsa').privatePem }] : [];
  const context: JudgeContext = {
    crypto: nodeCrypto,
    options: { ...DEFAULT_INSPECT_OPTIONS, ...one.options },
    now: one.options.at ?? FIXTURE_TIME,
    keys: readKeyRing(trust, decryptKeys, nodeCrypto),
    depth: 0,
    judgeNested: () => [],
  };
  const [message] = judgeXml(candidate, context);
  if (message === undefined) throw new Error('no message');
  return message;
}

const statuses = (message: InspectedMessage, id: SamlRuleId): string[] =>
  message.checks.filter((check) => check.id === id).map(({ status }) => status);

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
    const message = judge(SAML_FIXTURES[id].fail());
    const found = statuses(message, id);
    expect(found.some((status) => status === 'fail' || status === 'warn')).toBe(true);
    expect(SAML_RULES[id].appliesTo).toContain(message.kind);
  });

  it.each(ids)('%s is content with its passing fixture', (id) => {
    const message = judge(SAML_FIXTURES[id].pass());
    const found = statuses(message, id);
    expect(found).toContain('pass');
    expect(found.every((status) => status === 'pass')).toBe(true);
    expect(message.verdict).toBe('valid');
  });

  it.each(['generic', 'entra', 'aws-identity-center'] as const)(
    'the base message passes under %s',
    (profile) => {
      const message = judge(samlCase('response', { options: { profile } }));
      expect(message.checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
      expect(message.verdict).toBe('valid');
    },
  );
});

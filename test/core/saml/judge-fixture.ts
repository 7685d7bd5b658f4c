import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import type { JudgeContext } from '../../../shared/core/inspector/context.ts';
import { readKeyRing } from '../../../shared/core/inspector/key-ring.ts';
import { DEFAULT_INSPECT_OPTIONS, type GivenKey } from '../../../shared/core/inspector/options.ts';
import { recogniseXml } from '../../../shared/core/inspector/recognise-xml.ts';
import type { Check, InspectedMessage } from '../../../shared/core/inspector/report.ts';
import { judgeXml } from '../../../shared/core/saml/judge-xml.ts';
import type { SamlRuleId } from '../../../shared/core/saml/rules.ts';
import { FIXTURE_TIME, type SamlCase } from '../../fixtures/rules/saml-messages.ts';
import { testKey } from '../../generators/keys.ts';

/** Recognises and judges a case as the flow does. */
export function judgeCase(one: SamlCase): InspectedMessage {
  const [candidate] = recogniseXml(one.input, nodeCrypto);
  if (candidate === undefined) throw new Error('the input was not recognised');
  const trust: GivenKey[] = one.trust.map((name) => ({
    kind: 'certificate',
    text: testKey(name).certificatePem,
  }));
  if (one.metadata !== undefined) trust.push({ kind: 'metadata', text: one.metadata });
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

/** The checks of a rule, in the order they were made. */
export function checksOf(message: InspectedMessage, id: SamlRuleId): Check[] {
  return message.checks.filter((check) => check.id === id);
}

/** Ids that failed, each once. */
export function failedIds(message: InspectedMessage): string[] {
  return [...new Set(message.checks.filter(({ status }) => status === 'fail').map(({ id }) => id))];
}

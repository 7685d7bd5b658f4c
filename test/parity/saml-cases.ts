import type { InspectOptions } from '../../shared/core/inspector/options.ts';
import { allAttacks } from '../attacks/all-attacks.ts';
import { SAML_FIXTURES } from '../fixtures/rules/saml.ts';
import { FIXTURE_TIME } from '../fixtures/rules/saml-messages.ts';
import { type KeyName, testKey } from '../generators/keys.ts';
import { generateMessage } from '../generators/saml-message.ts';
import { ISSUED_AT } from '../generators/saml-values.ts';
import { bytes, type ParityCase } from './wire.ts';

const OPENS = [testKey('sp-rsa').privatePem];

function samlCase(
  name: string,
  input: string | Uint8Array,
  trust: readonly KeyName[],
  options: Partial<InspectOptions>,
): ParityCase {
  const sent = typeof input === 'string' ? input : bytes(input);
  const certificates = trust.map((key) => testKey(key).certificatePem);
  return {
    name,
    call: 'judgeSaml',
    args: [sent, certificates, OPENS, { at: ISSUED_AT + 60_000, ...options }],
  };
}

/**
 * @returns messages of every style, algorithm and encryption the generator knows, every attack on one of them, and both
 * fixtures of every SAML rule
 */
export function samlCases(): ParityCase[] {
  const generated = Array.from({ length: 200 }, (_, index) => {
    const message = generateMessage(index + 1);
    return samlCase(`generated ${message.seed}, ${message.style}`, message.xml, [message.key.name], {});
  });
  const base = generateMessage(1, { kind: 'response', signs: 'both', encrypt: 'never' });
  const attacks = allAttacks(base.xml).map(({ name, xml }) => samlCase(name, xml, [base.key.name], {}));
  const fixtures = Object.entries(SAML_FIXTURES).flatMap(([id, outcomes]) =>
    (['fail', 'pass'] as const).map((outcome) => {
      const { input, trust, options } = outcomes[outcome]();
      return samlCase(`${id} ${outcome}`, input, trust, { at: FIXTURE_TIME, ...options });
    }),
  );
  return [...generated, ...attacks, ...fixtures];
}

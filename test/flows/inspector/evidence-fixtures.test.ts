import { describe, expect, it } from 'vitest';
import { DEFAULT_INSPECT_OPTIONS, type GivenKey } from '../../../shared/core/inspector/options.ts';
import { INSPECTOR_SAMPLES } from '../../../shared/core/inspector/samples.ts';
import { SUPPORT_SAMPLES } from '../../../shared/core/inspector/support-samples.ts';
import { allAttacks } from '../../attacks/all-attacks.ts';
import { JWT_FIXTURES } from '../../fixtures/rules/jwt.ts';
import { AT } from '../../fixtures/rules/jwt-case.ts';
import { SAML_FIXTURES } from '../../fixtures/rules/saml.ts';
import { FIXTURE_TIME, type SamlCase } from '../../fixtures/rules/saml-messages.ts';
import { testKey } from '../../generators/keys.ts';
import { generateMessage } from '../../generators/saml-message.ts';
import { ISSUED_AT } from '../../generators/saml-values.ts';
import { brokenPromises } from './evidence-laws.ts';

const CERTIFICATE: GivenKey = { kind: 'certificate', text: testKey('idp-rsa').certificatePem };
const DECRYPT_KEY: GivenKey = { kind: 'key', text: testKey('sp-rsa').privatePem };

describe('evidence', { timeout: 60_000 }, () => {
  it.each([...INSPECTOR_SAMPLES, ...SUPPORT_SAMPLES])(
    'of the sample "$title" keeps its promises',
    async ({ input, options }) => {
      expect(await brokenPromises(input, options)).toEqual([]);
    },
  );

  it('of every token that breaks or keeps a rule keeps its promises', async () => {
    const broken: string[] = [];
    for (const [id, { fail, pass }] of Object.entries(JWT_FIXTURES)) {
      for (const make of [fail, pass]) {
        const { input, options } = await make();
        const all = { ...DEFAULT_INSPECT_OPTIONS, at: AT, ...options };
        for (const promise of await brokenPromises(input, all)) broken.push(`${id}: ${promise}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('of every SAML message that breaks or keeps a rule keeps its promises', async () => {
    const broken: string[] = [];
    for (const [id, { fail, pass }] of Object.entries(SAML_FIXTURES)) {
      for (const make of [fail, pass]) {
        const one: SamlCase = make();
        const trust = one.trust.map(
          (name): GivenKey => ({ kind: 'certificate', text: testKey(name).certificatePem }),
        );
        const decryptKeys = one.decrypt ? [DECRYPT_KEY] : [];
        const all = { ...DEFAULT_INSPECT_OPTIONS, at: FIXTURE_TIME, trust, decryptKeys, ...one.options };
        for (const promise of await brokenPromises(one.input, all)) broken.push(`${id}: ${promise}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('of every attack keeps its promises', async () => {
    const broken: string[] = [];
    const options = {
      ...DEFAULT_INSPECT_OPTIONS,
      at: ISSUED_AT,
      trust: [CERTIFICATE],
      decryptKeys: [DECRYPT_KEY],
    };
    const key = { key: testKey('idp-rsa'), method: 'rsa-sha256' } as const;
    const base = generateMessage(7, {
      kind: 'response',
      encrypt: 'never',
      signs: 'both',
      signature: key,
      decorate: false,
    });
    for (const attack of allAttacks(base.xml)) {
      if (attack.exhausting === true) continue;
      for (const promise of await brokenPromises(attack.xml, options))
        broken.push(`${attack.name}: ${promise}`);
    }
    expect(broken).toEqual([]);
  });
});

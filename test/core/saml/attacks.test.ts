import { describe, expect, it } from 'vitest';
import { allAttacks } from '../../attacks/all-attacks.ts';
import { ATTACKER, type Attack } from '../../attacks/attack.ts';
import { redirectAttacks, reorderedRedirect, signedRedirect } from '../../attacks/redirect.ts';
import { testKey } from '../../generators/keys.ts';
import { type GenerationOptions, generateMessage } from '../../generators/saml-message.ts';
import { SAML_STYLES } from '../../generators/saml-style.ts';
import { ISSUED_AT } from '../../generators/saml-values.ts';
import { type JudgeRequest, judge, judgeOne, statements } from '../../oracles/our-verdict.ts';

const REQUEST: JudgeRequest = {
  certificates: [testKey('idp-rsa').certificatePem, testKey('idp-p256').certificatePem],
  decryptKeys: [testKey('sp-rsa').privatePem],
  at: ISSUED_AT,
};
const ABOUT_FORM_OR_SIGNATURE = /^(structure|signature|xml)\./;

interface Outcome {
  readonly refused: boolean;
  readonly shown: string;
  readonly why: string;
}

/** Judges one forgery. No part of the report may state the attacker's values, nested messages included. */
async function outcomeOf(input: string, request: JudgeRequest): Promise<Outcome> {
  const { messages } = await judge(input, request);
  const failed = messages.flatMap((message) => message.checks.filter((check) => check.status === 'fail'));
  const [first] = messages;
  return {
    refused: first?.verdict === 'invalid' && failed.some((check) => ABOUT_FORM_OR_SIGNATURE.test(check.id)),
    shown: messages.map(statements).join('\n'),
    why: `${first?.kind} ${first?.verdict} ${failed.map((check) => check.id).join(' ')}`,
  };
}

async function survivors(attacks: readonly Attack[]): Promise<string[]> {
  const survived: string[] = [];
  for (const attack of attacks) {
    const request = attack.strictOnly ? { ...REQUEST, strict: true } : REQUEST;
    const { refused, shown, why } = await outcomeOf(attack.xml, request);
    if (!refused) survived.push(`${attack.name}: ${why}`);
    for (const value of attack.attackerValues)
      if (shown.includes(value)) survived.push(`${attack.name}: shows ${value} (${why})`);
  }
  return survived;
}

const KEY = { key: testKey('idp-rsa'), method: 'rsa-sha256' } as const;
const RESPONSES: readonly (readonly [string, number, GenerationOptions])[] = SAML_STYLES.flatMap(
  (style, index) =>
    (['assertion', 'response', 'both'] as const).map(
      (signs) =>
        [
          `${style.name}, ${signs} signed`,
          100 + index,
          { kind: 'response', encrypt: 'never', style, signs, signature: KEY, decorate: false },
        ] as const,
    ),
);
const OTHERS: readonly (readonly [string, number, GenerationOptions])[] = [
  ['a bare assertion', 200, { kind: 'assertion', signature: KEY }],
  ['a logout request', 201, { kind: 'logout-request', signature: KEY }],
  ['a logout response', 202, { kind: 'logout-response', signature: KEY }],
  ['a request', 203, { kind: 'authn-request', signature: KEY }],
  ['AD FS over WS-Fed', 204, { kind: 'ws-fed', signature: KEY }],
  [
    'an encrypted assertion in a signed response',
    205,
    { kind: 'response', encrypt: 'assertion', signs: 'both', signature: KEY },
  ],
  [
    'inclusive canonicalization',
    206,
    {
      kind: 'response',
      encrypt: 'never',
      signs: 'assertion',
      signature: { ...KEY, transform: 'inclusive', canonicalization: 'inclusive' },
    },
  ],
  [
    'ECDSA',
    207,
    {
      kind: 'response',
      encrypt: 'never',
      signs: 'both',
      signature: { key: testKey('idp-p256'), method: 'ecdsa-sha256' },
    },
  ],
];

describe('every attack on a signed message is refused for its form or signature, and states nothing', () => {
  it.each([...RESPONSES, ...OTHERS])(
    '%s',
    async (_, seed, options) => {
      const base = generateMessage(seed, options);
      const honest = await judgeOne(base.xml, REQUEST);
      expect(honest.verdict, JSON.stringify(honest.checks.filter((check) => check.status === 'fail'))).toBe(
        'valid',
      );
      const attacks = allAttacks(base.xml);
      expect(attacks.length).toBeGreaterThan(100);
      expect(await survivors(attacks)).toEqual([]);
    },
    60_000,
  );
});

it('states the issuer that is signed, not the one of an unsigned response', async () => {
  const { xml, values } = generateMessage(301, {
    kind: 'response',
    signs: 'assertion',
    encrypt: 'never',
    signature: KEY,
  });
  const message = await judgeOne(xml.replace(values.issuer, ATTACKER.issuer), REQUEST);
  expect(message.verdict).toBe('invalid');
  expect(statements(message)).not.toContain(ATTACKER.issuer);
});

describe('redirect binding', () => {
  const request = generateMessage(300, { kind: 'logout-request', signature: KEY });
  const unsigned = request.xml.replace(/<(\w+:)?Signature[ >].*<\/(\w+:)?Signature>/s, '');
  const forged = unsigned.replace(request.values.nameId, 'wolf@attacker.example');

  it('accepts the octets as they were signed, in any order of the query', async () => {
    expect((await judgeOne(signedRedirect(unsigned, 'state'), REQUEST)).verdict).toBe('valid');
    expect((await judgeOne(reorderedRedirect(unsigned, 'state'), REQUEST)).verdict).toBe('valid');
  });

  it.each(redirectAttacks(unsigned, forged))('refuses $name', async ({ url, attackerValues }) => {
    const { refused, shown, why } = await outcomeOf(url, REQUEST);
    expect(refused, why).toBe(true);
    for (const value of attackerValues) expect(shown).not.toContain(value);
  });
});

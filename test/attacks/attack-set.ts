import type { GivenKey } from '../../shared/core/inspector/options.ts';
import { compact } from '../generators/jose.ts';
import { testKey } from '../generators/keys.ts';
import { type GenerationOptions, generateMessage } from '../generators/saml-message.ts';
import { ISSUED_AT } from '../generators/saml-values.ts';
import { ATTACKER, type AttackRecipe, makeAttacks, withoutOuterSignature } from './attack.ts';
import { DOCUMENT_ATTACKS } from './document.ts';
import { ENCRYPTED_ATTACKS } from './encrypted.ts';
import { ENVELOPE_ATTACKS } from './envelope.ts';
import { RECORDED } from './families.ts';
import { jwtAttacks } from './jwt.ts';
import { ODD_SIGNATURES } from './odd-signatures.ts';
import { redirectAttacks, signedRedirect } from './redirect.ts';
import { SIGNATURE_ATTACKS } from './signature-parts.ts';
import { WRAPPING_ATTACKS } from './wrapping.ts';

/** An attack of the self-test, before it is packed. */
export interface SetAttack {
  readonly name: string;
  readonly family: string;
  readonly recorded: readonly string[];
  readonly strict: boolean;
  readonly text: string;
}

const RECIPES: Readonly<Record<string, readonly AttackRecipe[]>> = {
  wrapping: WRAPPING_ATTACKS,
  envelope: ENVELOPE_ATTACKS,
  'signature-parts': SIGNATURE_ATTACKS,
  'odd-signatures': ODD_SIGNATURES,
  document: DOCUMENT_ATTACKS,
  encrypted: ENCRYPTED_ATTACKS,
};

export const SET_AT = ISSUED_AT;
export const SET_TRUST: readonly GivenKey[] = [
  { kind: 'certificate', text: testKey('idp-rsa').certificatePem, name: 'Trusted certificate (self-test)' },
];
export const SET_DECRYPT: readonly GivenKey[] = [
  { kind: 'key', text: testKey('sp-rsa').privatePem, name: 'Decryption key (self-test)' },
];
export const SET_VALUES: readonly string[] = [ATTACKER.nameId, ATTACKER.value, ATTACKER.issuer];

const SIGNED = {
  encrypt: 'never',
  decorate: false,
  signature: { key: testKey('idp-rsa'), method: 'rsa-sha256' },
} as const satisfies GenerationOptions;

/** The honest messages: a response signed twice, and a WS-Federation answer for what only fits there. */
const BASES: readonly (readonly [of: string, xml: string])[] = [
  ['', generateMessage(7, { ...SIGNED, kind: 'response', signs: 'both' }).xml],
  [' in a WS-Federation answer', generateMessage(204, { ...SIGNED, kind: 'ws-fed' }).xml],
];
const CLAIMS = {
  iss: 'https://issuer.example',
  aud: 'https://api.example',
  sub: 'user-1',
  iat: Math.floor(SET_AT / 1000) - 60,
  exp: Math.floor(SET_AT / 1000) + 3600,
};

/** The honest messages that the attacks begin with, each of which the self-test's key makes valid. */
export function honestMessages(): { readonly name: string; readonly text: string }[] {
  const { unsigned } = logoutRequest();
  const names = ['a SAML response, signed twice', 'a WS-Federation answer'];
  return [
    ...BASES.map(([, text], index) => ({ name: names[index] ?? '', text })),
    { name: 'a logout request in a redirect', text: signedRedirect(unsigned, 'state', 0) },
    { name: 'a JSON Web Token', text: compact({ alg: 'RS256', typ: 'JWT' }, CLAIMS) },
  ];
}

function samlAttacks(): Omit<SetAttack, 'recorded'>[] {
  const found = new Map<string, Omit<SetAttack, 'recorded'>>();
  const known = new Set<string>();
  for (const [of, xml] of BASES) {
    const inner = withoutOuterSignature(xml);
    const variants = [
      [xml, of],
      ...(inner === undefined ? [] : [[inner, `${of} (outer signature removed)`]]),
    ] as const;
    for (const [family, recipes] of Object.entries(RECIPES)) {
      // What one base has shown is not shown again with the next.
      const fresh = recipes.filter(({ name }) => !known.has(name));
      for (const [base = '', suffix] of variants)
        for (const attack of makeAttacks(base, fresh)) {
          const name = `${attack.name}${suffix}`;
          found.set(name, { name, family, strict: attack.strictOnly === true, text: attack.xml });
        }
    }
    for (const name of found.keys()) known.add(name.replace(/ \(outer signature removed\)$/, ''));
  }
  return [...found.values()];
}

function logoutRequest(): { readonly unsigned: string; readonly forged: string } {
  const request = generateMessage(300, { kind: 'logout-request', signature: SIGNED.signature });
  const unsigned = request.xml.replace(/<(\w+:)?Signature[ >].*<\/(\w+:)?Signature>/s, '');
  return { unsigned, forged: unsigned.replace(request.values.nameId, ATTACKER.nameId) };
}

function redirect(): Omit<SetAttack, 'recorded'>[] {
  const { unsigned, forged } = logoutRequest();
  return redirectAttacks(unsigned, forged, 0).map(({ name, url }) => ({
    name,
    family: 'redirect',
    strict: false,
    text: url,
  }));
}

/** Every attack of the recipes, once; the same at every call. */
export function attackSet(): SetAttack[] {
  const jwt = jwtAttacks(CLAIMS).map((attack) => ({ ...attack, family: 'jwt', strict: false }));
  return [...samlAttacks(), ...redirect(), ...jwt].map((attack) => ({
    ...attack,
    recorded: [...new Set(RECORDED.flatMap(([part, ids]) => (attack.name.includes(part) ? ids : [])))],
  }));
}

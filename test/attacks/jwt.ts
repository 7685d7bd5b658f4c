import { createHmac, createSecretKey } from 'node:crypto';
import { attackerKey, base64url, compact, publicJwk, signBytes } from '../generators/jose.ts';
import { testKey } from '../generators/keys.ts';
import { ATTACKER } from './attack.ts';

export interface JwtAttack {
  readonly name: string;
  readonly text: string;
}

type Claims = Readonly<Record<string, unknown>>;

const part = (value: unknown): string => base64url(JSON.stringify(value));

/** A token whose signature is a MAC with whatever the attacker found published. */
function maced(header: Claims, claims: Claims, secret: string | Uint8Array): string {
  const input = `${part({ alg: 'HS256', ...header })}.${part(claims)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

function publicForms(): Readonly<Record<string, string | Uint8Array>> {
  const { publicKey, certificatePem, certificateBase64 } = testKey('idp-rsa');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return {
    'as PEM': pem,
    'as PEM without its last line end': pem.trimEnd(),
    'as PKCS #1 PEM': publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    'as DER': publicKey.export({ type: 'spki', format: 'der' }),
    'as a certificate': certificatePem,
    'as the base64 of a certificate': certificateBase64,
    'as a JWK': JSON.stringify(publicJwk('RS256')),
  };
}

/** No signature, or one that nothing needs to be known for. */
function unsigned(claims: Claims, honest: string): JwtAttack[] {
  const [header = '', payload = '', signature = ''] = honest.split('.');
  const es256 = `${part({ alg: 'ES256' })}.${part(claims)}`;
  return [
    ...['none', 'None', 'NONE', 'nOnE'].map((alg) => ({
      name: `algorithm none, written ${alg}`,
      text: `${part({ alg })}.${part(claims)}.`,
    })),
    {
      name: 'algorithm none, with the honest signature',
      text: `${part({ alg: 'none' })}.${part(claims)}.${signature}`,
    },
    { name: 'an empty algorithm', text: `${part({ alg: '' })}.${part(claims)}.` },
    { name: 'no algorithm at all', text: `${part({ typ: 'JWT' })}.${part(claims)}.${signature}` },
    { name: 'the honest header and no signature', text: `${header}.${part(claims)}.` },
    { name: 'other claims under the honest signature', text: `${header}.${part(claims)}.${signature}` },
    {
      name: 'the honest signature cut in half',
      text: `${header}.${payload}.${signature.slice(0, signature.length / 2)}`,
    },
    { name: 'an ES256 signature of zeroes', text: `${es256}.${base64url(new Uint8Array(64))}` },
    { name: 'an empty ES256 signature', text: `${es256}.` },
  ];
}

/** A key that the attacker chose, and a header that leads to it. */
function foreignKeys(claims: Claims): JwtAttack[] {
  const key = attackerKey();
  const { certificateBase64, publicKey } = testKey('attacker-rsa');
  const jwk = publicKey.export({ format: 'jwk' });
  const by = (header: Claims): string => compact({ alg: 'RS256', ...header }, claims, key);
  const nothing = createSecretKey(new Uint8Array(0));
  return [
    { name: 'signed with the key of the attacker', text: by({}) },
    { name: 'signed by the attacker, his own key in the header (jwk)', text: by({ jwk }) },
    {
      name: 'signed by the attacker, his own certificate in the header (x5c)',
      text: by({ x5c: [certificateBase64] }),
    },
    {
      name: 'signed by the attacker, the header names his keys (jku)',
      text: by({ jku: 'https://wolf.attacker.example/keys' }),
    },
    {
      name: 'signed by the attacker, the header names his certificate (x5u)',
      text: by({ x5u: 'https://wolf.attacker.example/key.pem' }),
    },
    {
      name: 'a MAC with an empty key, which kid names as a file',
      text: maced({ kid: '../../../../dev/null' }, claims, nothing.export()),
    },
    {
      name: 'a MAC with a key that kid selects from a database',
      text: maced({ kid: "' UNION SELECT 'wolf" }, claims, 'wolf'),
    },
    ...Object.entries(publicForms()).map(([form, secret]) => ({
      name: `HS256 with the public key ${form}`,
      text: maced({}, claims, secret),
    })),
  ];
}

/** A good signature, and something beside it that a careless reader takes. */
function besides(claims: Claims, honestClaims: Claims, honest: string): JwtAttack[] {
  const [header = '', payload = '', signature = ''] = honest.split('.');
  const wolf = `${header}.${part(claims)}`;
  return [
    {
      name: 'an extension that must be understood and is not (crit)',
      text: compact({ alg: 'RS256', crit: ['wolf'], wolf: 1 }, honestClaims),
    },
    {
      name: 'a payload that is not encoded, without saying so in crit (b64)',
      text: compact({ alg: 'RS256', b64: false }, honestClaims),
    },
    {
      name: 'the algorithm twice in the header',
      text: compact('{"alg":"RS256","alg":"none"}', honestClaims),
    },
    {
      name: 'a claim twice',
      text: compact({ alg: 'RS256' }, `${JSON.stringify(honestClaims).slice(0, -1)},"sub":"user-2"}`),
    },
    {
      name: 'the honest signature first, other claims under a second one',
      text: JSON.stringify({
        payload: part(claims),
        signatures: [
          { protected: header, signature },
          { protected: header, signature: base64url(signBytes('RS256', wolf, attackerKey())) },
        ],
      }),
    },
    {
      name: 'the algorithm in the unprotected header only',
      text: JSON.stringify({ payload: part(claims), header: { alg: 'none' }, signature: '' }),
    },
    {
      name: 'a fourth part behind an honest token',
      text: `${header}.${payload}.${signature}.${part(claims)}`,
    },
  ];
}

/**
 * @param honestClaims the claims of a token that RS256 signs with the trusted key
 * @returns every attack on it
 */
export function jwtAttacks(honestClaims: Claims): JwtAttack[] {
  const claims = { ...honestClaims, sub: ATTACKER.nameId, roles: [ATTACKER.value] };
  const honest = compact({ alg: 'RS256', typ: 'JWT' }, honestClaims);
  return [...unsigned(claims, honest), ...foreignKeys(claims), ...besides(claims, honestClaims, honest)];
}

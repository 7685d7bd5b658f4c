import {
  constants,
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import type { GivenKey } from '../../shared/core/inspector/options.ts';
import { testKey } from './keys.ts';

/** Header or payload: an object, or the exact text where the text is the point. */
export type Json = Readonly<Record<string, unknown>> | string;

/** The secret of every HS token of the tests, 64 bytes. */
export const SECRET = Buffer.from('federation workbench test secret, sixty-four bytes long, no more');

export const base64url = (text: string | Uint8Array): string => Buffer.from(text).toString('base64url');
const textOf = (json: Json): string => (typeof json === 'string' ? json : JSON.stringify(json));

/** Everything else in a header is signed with RS256: the fuzzer writes headers of all sorts. */
const SIGNS = /^(?:none|(?:HS|RS|PS|ES)(?:256|384|512)|ES256K|EdDSA|Ed25519|Ed448)$/;

const made = new Map<string, KeyObject>();

/** A key pair of a kind that no file of the fixtures has, made once per process. */
function fresh(curve: 'secp256k1' | 'Ed25519' | 'Ed448'): KeyObject {
  const known = made.get(curve);
  if (known !== undefined) return known;
  const key =
    curve === 'secp256k1'
      ? generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey
      : curve === 'Ed25519'
        ? generateKeyPairSync('ed25519').privateKey
        : generateKeyPairSync('ed448').privateKey;
  made.set(curve, key);
  return key;
}

/** The private key the tests sign an algorithm with. */
export function signingKey(algorithm: string): KeyObject {
  const byName: Readonly<Record<string, () => KeyObject>> = {
    ES256: () => testKey('idp-p256').privateKey,
    ES384: () => testKey('idp-p384').privateKey,
    ES512: () => testKey('idp-p521').privateKey,
    ES256K: () => fresh('secp256k1'),
    EdDSA: () => fresh('Ed25519'),
    Ed25519: () => fresh('Ed25519'),
    Ed448: () => fresh('Ed448'),
  };
  return (byName[algorithm] ?? (() => testKey('idp-rsa').privateKey))();
}

/** Signs with node:crypto, free of the product's own code. */
export function signBytes(algorithm: string, data: string, key = signingKey(algorithm)): Buffer {
  const hash = `sha${/\d{3}/.exec(algorithm)?.[0] ?? '256'}`;
  const bytes = Buffer.from(data);
  if (algorithm.startsWith('HS'))
    return createHmac(hash, key.type === 'secret' ? key : SECRET)
      .update(bytes)
      .digest();
  if (algorithm.startsWith('Ed')) return sign(null, bytes, key);
  if (algorithm.startsWith('ES')) return sign(hash, bytes, { key, dsaEncoding: 'ieee-p1363' });
  if (algorithm.startsWith('PS'))
    return sign(hash, bytes, {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    });
  return sign(hash, bytes, key);
}

/** A JWS in compact serialization, signed as its header says. */
export function compact(header: Json, payload: Json, key?: KeyObject): string {
  const text = textOf(header);
  const named = /"alg"\s*:\s*"([A-Za-z0-9]+)"/.exec(text)?.[1] ?? 'RS256';
  const algorithm = SIGNS.test(named) ? named : 'RS256';
  const input = `${base64url(text)}.${base64url(textOf(payload))}`;
  if (algorithm === 'none') return `${input}.`;
  return `${input}.${base64url(signBytes(algorithm, input, key ?? signingKey(algorithm)))}`;
}

/** A JWS in flattened JSON serialization. */
export function flattened(
  header: Json | undefined,
  payload: Json,
  unprotected?: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const encoded = header === undefined ? '' : base64url(textOf(header));
  const algorithm = /"alg":"([A-Za-z0-9]+)"/.exec(JSON.stringify([header, unprotected]))?.[1] ?? 'RS256';
  const body = base64url(textOf(payload));
  return {
    payload: body,
    ...(header === undefined ? {} : { protected: encoded }),
    ...(unprotected === undefined ? {} : { header: unprotected }),
    signature: base64url(signBytes(algorithm, `${encoded}.${body}`)),
  };
}

/** The public JWK of a private key, or the secret's JWK. */
export function publicJwk(
  algorithm: string,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  if (algorithm.startsWith('HS')) return { kty: 'oct', k: base64url(SECRET), ...more };
  const {
    d: _d,
    p: _p,
    q: _q,
    dp: _dp,
    dq: _dq,
    qi: _qi,
    ...rest
  } = signingKey(algorithm).export({ format: 'jwk' });
  return { ...rest, ...more };
}

/** A JWK Set as trust. */
export function jwks(...keys: readonly Readonly<Record<string, unknown>>[]): GivenKey[] {
  return [{ kind: 'jwks', text: JSON.stringify({ keys }), name: 'keys.json' }];
}

/** The RSA key of the tests as trust, in the ways people give one. */
export const RSA_CERTIFICATE: GivenKey[] = [{ kind: 'certificate', text: testKey('idp-rsa').certificatePem }];
export const RSA_PEM: GivenKey[] = [
  { kind: 'key', text: testKey('idp-rsa').publicKey.export({ type: 'spki', format: 'pem' }).toString() },
];

/** A key that signs nothing the tests trust. */
export const attackerKey = (): KeyObject => createPrivateKey(testKey('attacker-rsa').privatePem);

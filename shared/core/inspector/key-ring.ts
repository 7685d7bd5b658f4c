import type { Certificate, Crypto } from '../crypto/crypto.ts';
import { WorkbenchError } from '../errors/workbench-error.ts';
import type { JoseKey } from '../jwt/jose-key.ts';
import { readMetadata } from '../saml/metadata.ts';
import type { GivenKey } from './options.ts';
import { splitPem } from './pem-blocks.ts';

/** A key the reader gave, with what its container says of it. Nothing in a message ever becomes one. */
export interface RingKey extends JoseKey {
  readonly source: 'certificate' | 'pem' | 'jwk';
  /** True for a key of a JWK Set: the set's publisher chooses by kid, so a key of another kid is another key. */
  readonly fromSet?: boolean;
  readonly certificate?: Certificate;
  /** Certificate thumbprints as a JWK states them (RFC 7517 sections 4.8 and 4.9), base64url. */
  readonly x5t?: string;
  readonly x5tS256?: string;
  /** Entities whose metadata has this key: it speaks for no other. */
  readonly entityIds?: readonly string[];
}

/** All keys of one inspection, read once. */
export interface KeyRing {
  readonly trust: readonly RingKey[];
  readonly decrypt: readonly RingKey[];
  /** Entity IDs of the metadata given. */
  readonly entityIds: readonly string[];
  /** True where the reader gave anything to verify with, even a JWK Set without a usable key. */
  readonly trustGiven: boolean;
}

/** A JWK Set larger than this is not what an issuer publishes. */
const MAX_JWKS_KEYS = 10_000;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the given keys, certificates, JWK Sets (RFC 7517 section 5) and metadata.
 *
 * @param trust what verifies
 * @param decryptKeys what decrypts
 * @throws WorkbenchError ERR_KEY_UNREADABLE, ERR_KEY_UNSUPPORTED, naming the file or field
 */
export function readKeyRing(
  trust: readonly GivenKey[],
  decryptKeys: readonly GivenKey[],
  crypto: Crypto,
): KeyRing {
  const entityIds: string[] = [];
  return {
    trust: trust.flatMap((given) => named(given, () => readGiven(given, crypto, entityIds))),
    decrypt: decryptKeys.flatMap((given) => named(given, () => readGiven(given, crypto, []))),
    entityIds,
    trustGiven: trust.length > 0,
  };
}

function named<T>(given: GivenKey, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError) || given.name === undefined) throw thrown;
    throw new WorkbenchError(thrown.code, thrown.where, thrown.details, {
      message: `${given.name}: ${thrown.message}`,
      hint: thrown.hint,
    });
  }
}

function readGiven(given: GivenKey, crypto: Crypto, entityIds: string[]): RingKey[] {
  const text = given.text.replace(/^\uFEFF/, '').trim();
  if (text === '') throw unreadable(given.kind, 'the text is empty');
  const label = given.name === undefined ? {} : { name: given.name };
  if (text.startsWith('<')) {
    const metadata = readMetadata(text);
    entityIds.push(...metadata.entityIds);
    return metadata.signers.map((signer) => ({
      ...certificateKey(signer.certificate, crypto, label),
      entityIds: signer.entityIds,
    }));
  }
  if (given.kind === 'metadata') throw unreadable('metadata', 'it is not XML');
  if (/^[[{]/.test(text)) return readJson(text, crypto, label);
  if (given.kind === 'jwks') throw unreadable('JWK Set', 'it is not JSON');
  const blocks = splitPem(text);
  if (given.kind === 'certificate') {
    const certificates = blocks.filter(({ label: kind }) => kind.includes('CERTIFICATE'));
    const sources = certificates.length === 0 ? [text] : certificates.map((block) => block.text);
    return sources.map((source) => certificateKey(source, crypto, label));
  }
  if (blocks.length === 0) return [unarmoured(text, crypto, label)];
  const readable = blocks.filter(({ label: kind }) => !kind.includes('PARAMETERS'));
  return (readable.length === 0 ? blocks : readable).map((block) =>
    block.label === 'CERTIFICATE'
      ? certificateKey(block.text, crypto, label)
      : { key: crypto.importPem(block.text), source: 'pem', ...label },
  );
}

/** Base64 without armour may be a certificate, as metadata and Entra's portal show it, or a key. */
function unarmoured(text: string, crypto: Crypto, label: { readonly name?: string }): RingKey {
  try {
    return certificateKey(text, crypto, label);
  } catch {
    return { key: crypto.importPem(text), source: 'pem', ...label };
  }
}

function certificateKey(source: string, crypto: Crypto, label: { readonly name?: string }): RingKey {
  const certificate = crypto.parseCertificate(source);
  return { key: certificate.publicKey, source: 'certificate', certificate, ...label };
}

function readJson(text: string, crypto: Crypto, label: { readonly name?: string }): RingKey[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable('JWK', 'it is not well-formed JSON', 'Copy it again, whole.');
  }
  if (Array.isArray(value)) return readSet(value, crypto, label);
  if (typeof value !== 'object' || value === null) throw unreadable('JWK', 'it is not a JSON object');
  const jwk = value as Json;
  if (Array.isArray(jwk.keys)) return readSet(jwk.keys, crypto, label);
  if (typeof jwk.jwks_uri === 'string')
    throw unreadable(
      'JWK Set',
      'this is an OpenID configuration, which only names the keys',
      `Save what its jwks_uri serves (${jwk.jwks_uri}) and give that.`,
    );
  if (!Object.hasOwn(jwk, 'kty') && isCertificateMap(jwk)) {
    return Object.entries(jwk).map(([kid, pem]) => ({ ...certificateKey(String(pem), crypto, label), kid }));
  }
  return [jwkKey(jwk, crypto, label)];
}

/** Some issuers publish an object of kid to PEM certificate in place of a JWK Set. */
function isCertificateMap(value: Json): boolean {
  const members = Object.values(value);
  return (
    members.length > 0 &&
    members.every((member) => typeof member === 'string' && member.startsWith('-----BEGIN CERTIFICATE'))
  );
}

/** Keys a set holds that cannot be used are passed over (RFC 7517 section 5), unless no other is left. */
function readSet(keys: readonly unknown[], crypto: Crypto, label: { readonly name?: string }): RingKey[] {
  if (keys.length === 0) throw unreadable('JWK Set', 'it holds no key');
  if (keys.length > MAX_JWKS_KEYS) throw unreadable('JWK Set', `it holds more than ${MAX_JWKS_KEYS} keys`);
  const read: RingKey[] = [];
  let first: unknown;
  for (const jwk of keys) {
    try {
      read.push({ ...jwkKey(jwk, crypto, label), fromSet: true });
    } catch (thrown) {
      first ??= thrown;
    }
  }
  if (read.length === 0) throw first;
  return read;
}

function jwkKey(value: unknown, crypto: Crypto, label: { readonly name?: string }): RingKey {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unreadable('JWK', 'it is not a JSON object');
  const jwk = value as Json;
  const key = crypto.importJwk(jwk);
  const certificate = firstCertificate(jwk.x5c, crypto);
  return {
    key,
    source: 'jwk',
    ...label,
    ...text(jwk, 'kid'),
    ...text(jwk, 'alg'),
    ...text(jwk, 'use'),
    ...text(jwk, 'x5t'),
    ...(typeof jwk['x5t#S256'] === 'string' ? { x5tS256: jwk['x5t#S256'] } : {}),
    ...(Array.isArray(jwk.key_ops)
      ? { keyOps: jwk.key_ops.filter((operation) => typeof operation === 'string') }
      : {}),
    // A certificate for another key than the JWK's own says nothing (RFC 7517 section 4.7).
    ...(certificate?.publicKey.thumbprint === key.thumbprint ? { certificate } : {}),
  };
}

function text<Name extends string>(jwk: Json, name: Name): { readonly [N in Name]?: string } {
  const value = jwk[name];
  return (typeof value === 'string' ? { [name]: value } : {}) as { readonly [N in Name]?: string };
}

function firstCertificate(x5c: unknown, crypto: Crypto): Certificate | undefined {
  if (!Array.isArray(x5c) || typeof x5c[0] !== 'string') return undefined;
  try {
    return crypto.parseCertificate(x5c[0]);
  } catch {
    return undefined;
  }
}

function unreadable(what: string, reason: string, hint?: string): WorkbenchError<'ERR_KEY_UNREADABLE'> {
  return new WorkbenchError(
    'ERR_KEY_UNREADABLE',
    'key',
    { what, reason },
    { message: `The ${what} could not be read: ${reason}.`, ...(hint === undefined ? {} : { hint }) },
  );
}

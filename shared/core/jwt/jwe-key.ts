import type { Crypto, CryptoKey } from '../crypto/crypto.ts';
import { fromBase64Url } from '../encoding/base64.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import { WorkbenchError } from '../errors/workbench-error.ts';
import { joinBytes } from './bytes.ts';
import { deriveAgreedKey } from './concat-kdf.ts';
import type { ContentAlgorithm, KeyAlgorithm } from './jwe-algorithms.ts';
import type { JoseHeader, JweFailure } from './jwe-outcome.ts';

/** What the attempts at one message share. */
export interface KeyAttempt {
  readonly crypto: Crypto;
  /** PBKDF2 iterations that may still be spent. */
  iterationsLeft: number;
}

/** `cek` is undefined where the key does not open the encrypted key; the caller says no more than that. */
export type ContentKey = { readonly ok: true; readonly cek: Uint8Array | undefined } | JweFailure;

const MAX_PARTY_INFO = 4096;
const NO_BYTES = new Uint8Array();

/**
 * Finds the content encryption key (RFC 7516 section 5.2 steps 7 to 10, RFC 7518 section 4).
 *
 * @param key of the kind and size the algorithm needs (jwe-key-choice.ts)
 * @returns the key, or what in the header makes that impossible
 */
export function contentKey(
  algorithm: KeyAlgorithm,
  content: ContentAlgorithm,
  header: JoseHeader,
  encryptedKey: Uint8Array,
  key: CryptoKey,
  attempt: KeyAttempt,
): ContentKey {
  const { crypto } = attempt;
  switch (algorithm.mode) {
    case 'direct':
      return found(encryptedKey.length === 0 ? crypto.secretOf(key) : undefined);
    case 'rsa-pkcs1':
      return found(
        crypto.rsaDecrypt({ padding: 'pkcs1', expectedLength: content.keySize }, key, encryptedKey),
      );
    case 'rsa-oaep': {
      const { hash } = algorithm;
      return found(crypto.rsaDecrypt({ padding: 'oaep', hash, mgfHash: hash }, key, encryptedKey));
    }
    case 'aes-kw':
      return found(crypto.aesKeyUnwrap(crypto.secretOf(key), encryptedKey));
    case 'gcm-kw':
      return unwrapGcm(header, encryptedKey, key, crypto);
    case 'agreement':
    case 'agreement-kw':
      return agreedKey(algorithm, content, header, encryptedKey, key, crypto);
    case 'password':
      return passwordKey(algorithm, header, encryptedKey, key, attempt);
  }
}

function found(cek: Uint8Array | undefined): ContentKey {
  return { ok: true, cek };
}

function invalid(member: string): JweFailure {
  return { ok: false, reason: 'header-invalid', member };
}

function headerBytes(header: JoseHeader, name: string): Uint8Array | undefined {
  const text = header[name];
  return typeof text === 'string' ? fromBase64Url(text) : undefined;
}

/** RFC 7518 section 4.7. */
function unwrapGcm(header: JoseHeader, encryptedKey: Uint8Array, key: CryptoKey, crypto: Crypto): ContentKey {
  const iv = headerBytes(header, 'iv');
  const tag = headerBytes(header, 'tag');
  if (iv?.length !== 12) return invalid('iv');
  if (tag?.length !== 16) return invalid('tag');
  return found(crypto.aesGcmDecrypt(crypto.secretOf(key), iv, encryptedKey, tag, NO_BYTES));
}

/** RFC 7518 section 4.6, RFC 8037 section 3.2. */
function agreedKey(
  algorithm: Extract<KeyAlgorithm, { mode: 'agreement' | 'agreement-kw' }>,
  content: ContentAlgorithm,
  header: JoseHeader,
  encryptedKey: Uint8Array,
  key: CryptoKey,
  crypto: Crypto,
): ContentKey {
  const ephemeral = importEphemeral(header.epk, crypto);
  if (ephemeral === undefined) return invalid('epk');
  const parties: Uint8Array[] = [];
  for (const name of ['apu', 'apv']) {
    const info = header[name] === undefined ? NO_BYTES : headerBytes(header, name);
    if (info === undefined || info.length > MAX_PARTY_INFO) return invalid(name);
    parties.push(info);
  }
  const secret = crypto.agree(key, ephemeral);
  if (secret === undefined) return found(undefined);
  const [producer = NO_BYTES, consumer = NO_BYTES] = parties;
  const isDirect = algorithm.mode === 'agreement';
  const name = isDirect ? header.enc : header.alg;
  const size = isDirect ? content.keySize : algorithm.keySize;
  const derived = deriveAgreedKey(secret, String(name), producer, consumer, size, crypto);
  if (isDirect) return found(encryptedKey.length === 0 ? derived : undefined);
  return found(crypto.aesKeyUnwrap(derived, encryptedKey));
}

function importEphemeral(epk: unknown, crypto: Crypto): CryptoKey | undefined {
  if (typeof epk !== 'object' || epk === null || Array.isArray(epk)) return undefined;
  const { d: _ignored, ...publicMembers } = epk as Record<string, unknown>;
  try {
    return crypto.importJwk(publicMembers);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return undefined;
    throw thrown;
  }
}

/** RFC 7518 section 4.8: the salt starts with the algorithm's name and a zero byte. */
function passwordKey(
  algorithm: Extract<KeyAlgorithm, { mode: 'password' }>,
  header: JoseHeader,
  encryptedKey: Uint8Array,
  key: CryptoKey,
  attempt: KeyAttempt,
): ContentKey {
  const { crypto } = attempt;
  const iterations = header.p2c;
  const saltInput = headerBytes(header, 'p2s');
  if (saltInput === undefined || saltInput.length < 8) return invalid('p2s');
  if (typeof iterations !== 'number' || !Number.isInteger(iterations) || iterations < 1)
    return invalid('p2c');
  if (iterations > attempt.iterationsLeft) {
    return { ok: false, reason: 'p2c-too-large', member: 'p2c', value: String(iterations) };
  }
  attempt.iterationsLeft -= iterations;
  const salt = joinBytes(toUtf8(String(header.alg)), new Uint8Array(1), saltInput);
  const kek = crypto.pbkdf2(algorithm.hash, crypto.secretOf(key), salt, iterations, algorithm.keySize);
  return found(crypto.aesKeyUnwrap(kek, encryptedKey));
}

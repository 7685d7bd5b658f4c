import type { Crypto, CryptoKey } from '../../crypto/crypto.ts';
import { fromUtf8 } from '../../encoding/utf8.ts';
import { bindingsAround } from '../c14n/surroundings.ts';
import { base64Value } from '../dsig/base64-value.ts';
import { NS } from '../namespaces.ts';
import { parseXml } from '../parse.ts';
import { attribute, child } from '../query.ts';
import type { XmlDocument, XmlElement } from '../tree.ts';
import {
  type DataCipher,
  dataCipherOf,
  type KeyCipher,
  keyCipherOf,
  type WeakEncryption,
} from './algorithms.ts';
import { type DecryptOutcome, type EncryptionNames, FaultyEncryption } from './outcome.ts';
import { cipherValueOf, encryptedDataOf, encryptedKeysOf, methodOf } from './structure.ts';

/** Bytes of the initialization vectors and of the GCM tag (XML Encryption 1.1 section 5.2). */
const VECTOR = { cbc: 16, gcm: 12, '3des': 8 } as const;
const TAG = 16;
/** More would only be a way to keep the reader busy: each costs a private-key operation per key. */
const MOST_KEYS = 16;

function openData(
  cipher: DataCipher,
  key: Uint8Array,
  bytes: Uint8Array,
  crypto: Crypto,
): Uint8Array | undefined {
  if (key.length !== cipher.keyLength) return undefined;
  const vector = bytes.subarray(0, VECTOR[cipher.mode]);
  const rest = bytes.subarray(VECTOR[cipher.mode]);
  if (rest.length === 0) return undefined;
  if (cipher.mode === 'cbc') return crypto.aesCbcDecrypt(key, vector, rest, 'xmlenc');
  if (cipher.mode === '3des') return crypto.tripleDesCbcDecrypt(key, vector, rest);
  if (rest.length < TAG) return undefined;
  const split = rest.length - TAG;
  return crypto.aesGcmDecrypt(key, vector, rest.subarray(0, split), rest.subarray(split), new Uint8Array());
}

function fits(cipher: KeyCipher, key: CryptoKey): boolean {
  return cipher.kind === 'aes-kw'
    ? key.type === 'oct' && key.bits === cipher.keyLength * 8
    : key.type === 'rsa' && key.isPrivate;
}

function openKey(
  encryptedKey: XmlElement,
  cipher: KeyCipher,
  key: CryptoKey,
  expectedLength: number,
  crypto: Crypto,
): Uint8Array | undefined {
  const wrapped = cipherValueOf(encryptedKey);
  if (cipher.kind === 'aes-kw') return crypto.aesKeyUnwrap(crypto.secretOf(key), wrapped);
  if (cipher.kind === 'rsa-1_5') return crypto.rsaDecrypt({ padding: 'pkcs1', expectedLength }, key, wrapped);
  const parameters = child(methodOf(encryptedKey), NS.enc, 'OAEPparams');
  const label = parameters === undefined ? undefined : base64Value(parameters);
  const { hash, mgfHash } = cipher;
  return crypto.rsaDecrypt(
    { padding: 'oaep', hash, mgfHash, ...(label === undefined ? {} : { label }) },
    key,
    wrapped,
  );
}

interface Opened {
  readonly plain: Uint8Array;
  readonly key: CryptoKey;
  readonly names: EncryptionNames;
  readonly weak: readonly WeakEncryption[];
}

/** One decryption: what was found on the way is kept, so that a failure can name it. */
class Decryption {
  names: EncryptionNames = {};
  readonly #holder: XmlElement;
  readonly #document: XmlDocument;
  readonly #keys: readonly CryptoKey[];
  readonly #crypto: Crypto;

  constructor(holder: XmlElement, document: XmlDocument, keys: readonly CryptoKey[], crypto: Crypto) {
    this.#holder = holder;
    this.#document = document;
    this.#keys = keys;
    this.#crypto = crypto;
  }

  run(): DecryptOutcome {
    const data = encryptedDataOf(this.#holder);
    const uri = attribute(methodOf(data), 'Algorithm') ?? '';
    this.names = { data: uri };
    const cipher = dataCipherOf(uri);
    if (cipher === undefined)
      throw new FaultyEncryption('algorithm', `The encryption "${uri}" is not supported.`, data);
    const { plain, key, names, weak } = this.#open(data, cipher, cipherValueOf(data));
    const plaintext = fromUtf8(plain);
    if (plaintext === undefined)
      throw new FaultyEncryption('plaintext', 'What was encrypted is not UTF-8 text.', data);
    const place = data.parent ?? data;
    const inherited = bindingsAround(place, this.#document.inherited);
    const result = parseXml(plaintext, { inherited });
    if (!result.ok)
      throw new FaultyEncryption(
        'plaintext',
        `What was encrypted is no XML element: ${result.refusal.message}`,
        data,
        result.refusal,
      );
    return {
      ok: true,
      document: result.document,
      plaintext,
      algorithms: names,
      weak: [...cipher.weak, ...weak],
      key,
    };
  }

  #open(data: XmlElement, cipher: DataCipher, bytes: Uint8Array): Opened {
    const encryptedKeys = encryptedKeysOf(this.#holder, data, this.#document);
    if (this.#keys.length === 0) {
      const [first] = encryptedKeys;
      if (first !== undefined) this.#cipherOf(first);
      throw new FaultyEncryption('no-key', 'It is encrypted, and no key to decrypt it was given.', data);
    }
    if (encryptedKeys.length > MOST_KEYS)
      throw new FaultyEncryption('structure', `It holds more than ${MOST_KEYS} encrypted keys.`, data);
    return encryptedKeys.length === 0
      ? this.#direct(data, cipher, bytes)
      : this.#wrapped(encryptedKeys, data, cipher, bytes);
  }

  /** No EncryptedKey: both sides share the content key. */
  #direct(data: XmlElement, cipher: DataCipher, bytes: Uint8Array): Opened {
    const secrets = this.#keys.filter((key) => key.type === 'oct' && key.bits === cipher.keyLength * 8);
    if (secrets.length === 0)
      throw new FaultyEncryption(
        'key-does-not-fit',
        'It carries no encrypted key, so only a shared secret opens it.',
        data,
      );
    for (const key of secrets) {
      const plain = openData(cipher, this.#crypto.secretOf(key), bytes, this.#crypto);
      if (plain !== undefined) return { plain, key, names: this.names, weak: [] };
    }
    throw new FaultyEncryption('could-not-decrypt', 'It could not be decrypted with the given keys.', data);
  }

  #wrapped(
    encryptedKeys: readonly XmlElement[],
    data: XmlElement,
    cipher: DataCipher,
    bytes: Uint8Array,
  ): Opened {
    let tried = false;
    let unknown: string | undefined;
    for (const encryptedKey of encryptedKeys) {
      const keyCipher = this.#cipherOf(encryptedKey);
      if (keyCipher === undefined) {
        unknown = this.names.key;
        continue;
      }
      for (const key of this.#keys.filter((candidate) => fits(keyCipher, candidate))) {
        tried = true;
        const contentKey = openKey(encryptedKey, keyCipher, key, cipher.keyLength, this.#crypto);
        const plain =
          contentKey === undefined ? undefined : openData(cipher, contentKey, bytes, this.#crypto);
        if (plain !== undefined) return { plain, key, names: this.names, weak: keyCipher.weak };
      }
    }
    if (tried)
      throw new FaultyEncryption('could-not-decrypt', 'It could not be decrypted with the given keys.', data);
    if (unknown !== undefined)
      throw new FaultyEncryption('algorithm', `The key encryption "${unknown}" is not supported.`, data);
    throw new FaultyEncryption(
      'key-does-not-fit',
      'None of the given keys is of the type its key was encrypted for.',
      data,
    );
  }

  #cipherOf(encryptedKey: XmlElement): KeyCipher | undefined {
    const method = methodOf(encryptedKey);
    const { cipher, names } = keyCipherOf(method);
    this.names = { ...this.names, key: attribute(method, 'Algorithm') ?? '', ...names };
    return cipher;
  }
}

/**
 * Decrypts an encrypted element and parses what was inside, strictly, in the namespaces of the place it stood in (XML
 * Encryption 1.1 section 4.4, SAML Core section 6). Decryption proves nothing: whether a signature covers the content is to
 * be asked of the result.
 *
 * @param holder EncryptedAssertion, EncryptedID, EncryptedAttribute, NewEncryptedID, or an EncryptedData itself
 * @param document the document it stands in
 * @param keys private keys and shared secrets to try
 */
export function decryptData(
  holder: XmlElement,
  document: XmlDocument,
  keys: readonly CryptoKey[],
  crypto: Crypto,
): DecryptOutcome {
  const decryption = new Decryption(holder, document, keys, crypto);
  try {
    return decryption.run();
  } catch (thrown) {
    if (!(thrown instanceof FaultyEncryption)) throw thrown;
    const { reason, message, at, refusal } = thrown;
    const { names: algorithms } = decryption;
    return { ok: false, reason, message, at, algorithms, ...(refusal === undefined ? {} : { refusal }) };
  }
}

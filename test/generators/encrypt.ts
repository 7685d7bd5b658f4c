import { constants, createCipheriv, createHash, publicEncrypt } from 'node:crypto';
import type { TestKey } from './keys.ts';
import type { SeededRandom } from './seeded-random.ts';
import { type ElementModel, element } from './xml-model.ts';

const XMLENC = 'http://www.w3.org/2001/04/xmlenc#';
const XMLENC11 = 'http://www.w3.org/2009/xmlenc11#';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const DSIG_MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

interface BlockCipher {
  readonly uri: string;
  readonly cipher: string;
  readonly keyBytes: number;
  readonly ivBytes: number;
  readonly blockBytes: number;
  readonly authenticated: boolean;
}

const cbc = (bits: number): BlockCipher => ({
  uri: `${XMLENC}aes${bits}-cbc`,
  cipher: `aes-${bits}-cbc`,
  keyBytes: bits / 8,
  ivBytes: 16,
  blockBytes: 16,
  authenticated: false,
});
const gcm = (bits: number): BlockCipher => ({
  uri: `${XMLENC11}aes${bits}-gcm`,
  cipher: `aes-${bits}-gcm`,
  keyBytes: bits / 8,
  ivBytes: 12,
  blockBytes: 16,
  authenticated: true,
});

/** Block encryption of XML Encryption 1.1 section 5.2. */
const BLOCK_CIPHERS = {
  'aes128-cbc': cbc(128),
  'aes192-cbc': cbc(192),
  'aes256-cbc': cbc(256),
  'aes128-gcm': gcm(128),
  'aes192-gcm': gcm(192),
  'aes256-gcm': gcm(256),
  '3des-cbc': {
    uri: `${XMLENC}tripledes-cbc`,
    cipher: 'des-ede3-cbc',
    keyBytes: 24,
    ivBytes: 8,
    blockBytes: 8,
    authenticated: false,
  },
} as const satisfies Record<string, BlockCipher>;

export type BlockCipherName = keyof typeof BLOCK_CIPHERS;
export const BLOCK_CIPHER_NAMES = Object.keys(BLOCK_CIPHERS) as BlockCipherName[];

const HASH_URIS = {
  sha1: `${DSIG}sha1`,
  sha256: `${XMLENC}sha256`,
  sha384: `${DSIG_MORE}sha384`,
  sha512: `${XMLENC}sha512`,
};
type Hash = keyof typeof HASH_URIS;

/** Key transport of XML Encryption 1.1 section 5.5; an absent hash is left to the specification's default. */
const KEY_TRANSPORTS = {
  'rsa-1_5': { uri: `${XMLENC}rsa-1_5` },
  'oaep-mgf1p': { uri: `${XMLENC}rsa-oaep-mgf1p` },
  'oaep-mgf1p-sha1': { uri: `${XMLENC}rsa-oaep-mgf1p`, digest: 'sha1' },
  'oaep-mgf1p-sha256': { uri: `${XMLENC}rsa-oaep-mgf1p`, digest: 'sha256' },
  'oaep-sha256-mgf-sha256': { uri: `${XMLENC11}rsa-oaep`, digest: 'sha256', mgf: 'sha256' },
  'oaep-sha512-mgf-sha1': { uri: `${XMLENC11}rsa-oaep`, digest: 'sha512', mgf: 'sha1' },
  'oaep-sha384-mgf-sha512': { uri: `${XMLENC11}rsa-oaep`, digest: 'sha384', mgf: 'sha512' },
} as const satisfies Record<string, { uri: string; digest?: Hash; mgf?: Hash }>;

export type KeyTransportName = keyof typeof KEY_TRANSPORTS;
export const KEY_TRANSPORT_NAMES = Object.keys(KEY_TRANSPORTS) as KeyTransportName[];

export interface EncryptionShape {
  readonly recipient: TestKey;
  readonly data: BlockCipherName;
  readonly transport: KeyTransportName;
  /** The EncryptedKey in the EncryptedData's KeyInfo, or beside it with a RetrievalMethod. */
  readonly keyPlace: 'inside' | 'beside';
  readonly prefix: string;
}

function seededBytes(random: SeededRandom, length: number): Buffer {
  return Buffer.from(random.hex(length * 2), 'hex');
}

function mask(hash: Hash, seed: Buffer, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; Buffer.concat(blocks).length < length; counter += 1) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    blocks.push(createHash(hash).update(seed).update(count).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

const xor = (a: Buffer, b: Buffer): Buffer => Buffer.from(a.map((byte, index) => byte ^ (b[index] ?? 0)));

/** RSAES-OAEP of RFC 8017 section 7.1.1: node:crypto cannot take two different hashes. */
function encryptOaep(key: TestKey, content: Buffer, hash: Hash, mgf: Hash, random: SeededRandom): Buffer {
  const size = (key.publicKey.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
  const labelHash = createHash(hash).digest();
  const padding = Buffer.alloc(size - content.length - 2 * labelHash.length - 2);
  const block = Buffer.concat([labelHash, padding, Buffer.from([1]), content]);
  const seed = seededBytes(random, labelHash.length);
  const maskedBlock = xor(block, mask(mgf, seed, block.length));
  const maskedSeed = xor(seed, mask(mgf, maskedBlock, seed.length));
  const encoded = Buffer.concat([Buffer.from([0]), maskedSeed, maskedBlock]);
  return publicEncrypt({ key: key.publicKey, padding: constants.RSA_NO_PADDING }, encoded);
}

function wrapKey(shape: EncryptionShape, content: Buffer, random: SeededRandom): Buffer {
  const transport: { uri: string; digest?: Hash; mgf?: Hash } = KEY_TRANSPORTS[shape.transport];
  if (shape.transport === 'rsa-1_5')
    return publicEncrypt({ key: shape.recipient.publicKey, padding: constants.RSA_PKCS1_PADDING }, content);
  return encryptOaep(shape.recipient, content, transport.digest ?? 'sha1', transport.mgf ?? 'sha1', random);
}

function encryptContent(
  cipherName: BlockCipherName,
  key: Buffer,
  content: Buffer,
  random: SeededRandom,
): Buffer {
  const block: BlockCipher = BLOCK_CIPHERS[cipherName];
  const iv = seededBytes(random, block.ivBytes);
  if (block.authenticated) {
    const cipher = createCipheriv(block.cipher as 'aes-256-gcm', key, iv);
    return Buffer.concat([iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  }
  const missing = block.blockBytes - (content.length % block.blockBytes);
  const padding = seededBytes(random, missing);
  padding[missing - 1] = missing;
  const cipher = createCipheriv(block.cipher, key, iv).setAutoPadding(false);
  return Buffer.concat([iv, cipher.update(Buffer.concat([content, padding])), cipher.final()]);
}

/**
 * Encrypts XML text for the recipient.
 *
 * @param xml one element as text, with every namespace it uses declared
 * @returns what goes into EncryptedAssertion, EncryptedID or EncryptedAttribute
 */
export function encryptXml(xml: string, shape: EncryptionShape, random: SeededRandom): ElementModel[] {
  const tag = (local: string): string => `${shape.prefix}:${local}`;
  const transport: { uri: string; digest?: Hash; mgf?: Hash } = KEY_TRANSPORTS[shape.transport];
  const contentKey = seededBytes(random, BLOCK_CIPHERS[shape.data].keyBytes);
  const keyId = `_key${random.hex(16)}`;
  const declared = { [`xmlns:${shape.prefix}`]: XMLENC };
  const encryptedKey = element(
    tag('EncryptedKey'),
    { ...declared, ...(shape.keyPlace === 'beside' ? { Id: keyId } : {}) },
    element(
      tag('EncryptionMethod'),
      { Algorithm: transport.uri },
      transport.digest === undefined
        ? undefined
        : element('ds:DigestMethod', { 'xmlns:ds': DSIG, Algorithm: HASH_URIS[transport.digest] }),
      transport.mgf === undefined
        ? undefined
        : element('xenc11:MGF', { 'xmlns:xenc11': XMLENC11, Algorithm: `${XMLENC11}mgf1${transport.mgf}` }),
    ),
    element(
      tag('CipherData'),
      {},
      element(tag('CipherValue'), {}, wrapKey(shape, contentKey, random).toString('base64')),
    ),
  );
  const keyInfo = element(
    'ds:KeyInfo',
    { 'xmlns:ds': DSIG },
    shape.keyPlace === 'inside'
      ? encryptedKey
      : element('ds:RetrievalMethod', { Type: `${XMLENC}EncryptedKey`, URI: `#${keyId}` }),
  );
  const ciphertext = encryptContent(shape.data, contentKey, Buffer.from(xml, 'utf8'), random);
  const encryptedData = element(
    tag('EncryptedData'),
    { ...declared, Type: `${XMLENC}Element` },
    element(tag('EncryptionMethod'), { Algorithm: BLOCK_CIPHERS[shape.data].uri }),
    keyInfo,
    element(tag('CipherData'), {}, element(tag('CipherValue'), {}, ciphertext.toString('base64'))),
  );
  return shape.keyPlace === 'inside' ? [encryptedData] : [encryptedData, encryptedKey];
}

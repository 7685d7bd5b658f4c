import { constants, createCipheriv, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mgf1, xor } from '../../../electron/adapters/crypto/mgf1.ts';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import type { HashName } from '../../../shared/core/crypto/crypto.ts';

const HASHES = ['SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'] as const;
const nodeName = (hash: HashName) => hash.replace('-', '').toLowerCase();
const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = nodeCrypto.importJwk({ ...privateKey.export({ format: 'jwk' }) });
const publicOnly = nodeCrypto.importJwk({ ...publicKey.export({ format: 'jwk' }) });
const secret = Uint8Array.from({ length: 32 }, (_, index) => index);
const raw = (block: Uint8Array) =>
  publicEncrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, block);

/** EME-OAEP encoding (RFC 8017 section 7.1.1) with an MGF hash of its own, which node:crypto cannot do. */
function encodeOaep(hash: HashName, mgfHash: HashName, label: Uint8Array, message: Uint8Array): Uint8Array {
  const labelHash = nodeCrypto.hash(hash, label);
  const data = new Uint8Array(256 - labelHash.length - 1);
  data.set(labelHash);
  data[data.length - message.length - 1] = 1;
  data.set(message, data.length - message.length);
  const seed = labelHash.map((byte) => byte ^ 0x55);
  const masked = xor(data, mgf1(mgfHash, seed, data.length));
  return Buffer.concat([Buffer.alloc(1), xor(seed, mgf1(mgfHash, masked, seed.length)), masked]);
}

describe('rsaDecrypt with OAEP', () => {
  it.each(HASHES)('opens what node:crypto sealed with %s, with and without a label', (hash) => {
    for (const label of [undefined, Buffer.from('label')]) {
      const padding = constants.RSA_PKCS1_OAEP_PADDING;
      const options = {
        key: publicKey,
        padding,
        oaepHash: nodeName(hash),
        ...(label && { oaepLabel: label }),
      };
      for (const message of [secret, new Uint8Array(), new Uint8Array(1)]) {
        const sealed = publicEncrypt(options, message);
        const how = { padding: 'oaep', hash, mgfHash: hash, ...(label && { label }) } as const;
        expect(nodeCrypto.rsaDecrypt(how, key, sealed)).toEqual(message);
        expect(nodeCrypto.rsaDecrypt({ ...how, label: Buffer.from('x') }, key, sealed)).toBeUndefined();
        expect(nodeCrypto.rsaDecrypt(how, publicOnly, sealed)).toBeUndefined();
        expect(nodeCrypto.rsaDecrypt(how, key, sealed.subarray(1))).toBeUndefined();
      }
    }
  });

  it('takes every pair of hash and MGF hash', () => {
    for (const hash of HASHES) {
      for (const mgfHash of HASHES) {
        const sealed = raw(encodeOaep(hash, mgfHash, Buffer.from('L'), secret));
        const how = { padding: 'oaep', hash, mgfHash, label: Buffer.from('L') } as const;
        expect(nodeCrypto.rsaDecrypt(how, key, sealed)).toEqual(secret);
      }
    }
  });

  it('refuses a block without separator, with a first byte, or too short for the hash', () => {
    const how = { padding: 'oaep', hash: 'SHA-256', mgfHash: 'SHA-256' } as const;
    const good = encodeOaep('SHA-256', 'SHA-256', new Uint8Array(), secret);
    expect(nodeCrypto.rsaDecrypt(how, key, raw(Uint8Array.from(good).fill(1, 0, 1)))).toBeUndefined();
    expect(nodeCrypto.rsaDecrypt(how, key, new Uint8Array(256))).toBeUndefined();
    expect(nodeCrypto.rsaDecrypt(how, key, new Uint8Array(256).fill(255))).toBeUndefined();
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    const smallKey = nodeCrypto.importJwk({ ...small.export({ format: 'jwk' }) });
    const wide = { padding: 'oaep', hash: 'SHA-512', mgfHash: 'SHA-512' } as const;
    expect(nodeCrypto.rsaDecrypt(wide, smallKey, new Uint8Array(128))).toBeUndefined();
  });
});

describe('rsaDecrypt with PKCS#1 v1.5', () => {
  const how = { padding: 'pkcs1', expectedLength: 32 } as const;
  const sealed = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, secret);

  it('opens what node:crypto sealed', () => {
    expect(nodeCrypto.rsaDecrypt(how, key, sealed)).toEqual(secret);
  });

  it('answers bad padding with bytes that look like a key, the same every time', () => {
    const block = Buffer.alloc(256, 0xaa);
    block[0] = 0;
    block[1] = 2;
    block[223] = 0;
    const bad = [
      Buffer.from(block).fill(1, 0, 1),
      Buffer.from(block).fill(1, 1, 2),
      Buffer.from(block).fill(0, 100, 101),
      Buffer.from(block).fill(1, 223, 224),
    ].map((each) => raw(each));
    expect(nodeCrypto.rsaDecrypt(how, key, raw(block))).toEqual(new Uint8Array(32).fill(0xaa));
    const answers = bad.map((each) => nodeCrypto.rsaDecrypt(how, key, each));
    for (const [index, answer] of answers.entries()) {
      expect(answer).toHaveLength(32);
      expect(answer).toEqual(nodeCrypto.rsaDecrypt(how, key, bad[index] as Uint8Array));
      expect(answer).not.toEqual(new Uint8Array(32).fill(0xaa));
    }
    expect(new Set(answers.map(String)).size).toBe(bad.length);
    expect(nodeCrypto.rsaDecrypt({ ...how, expectedLength: 16 }, key, sealed)).toHaveLength(16);
  });

  it('is undefined for what anybody can see is wrong', () => {
    expect(nodeCrypto.rsaDecrypt(how, key, sealed.subarray(1))).toBeUndefined();
    expect(nodeCrypto.rsaDecrypt(how, publicOnly, sealed)).toBeUndefined();
    expect(nodeCrypto.rsaDecrypt({ ...how, expectedLength: 246 }, key, sealed)).toBeUndefined();
    expect(nodeCrypto.rsaDecrypt(how, key, new Uint8Array(256).fill(255))).toBeUndefined();
  });
});

describe('block ciphers', () => {
  const iv = secret.subarray(0, 16);
  const cbc = (cipher: string, cipherKey: Uint8Array, vector: Uint8Array, text: Uint8Array) => {
    const encrypt = createCipheriv(cipher, cipherKey, vector).setAutoPadding(false);
    return Buffer.concat([encrypt.update(text), encrypt.final()]);
  };

  it.each([16, 24, 32])('AES-CBC with a key of %i bytes and both paddings', (size) => {
    const cipherKey = secret.subarray(0, size);
    const seal = (...ending: number[]) =>
      cbc(
        `aes-${size * 8}-cbc`,
        cipherKey,
        iv,
        Buffer.concat([Buffer.alloc(32 - ending.length, 65), Buffer.from(ending)]),
      );
    const open = (padding: 'pkcs7' | 'xmlenc', data: Uint8Array) =>
      nodeCrypto.aesCbcDecrypt(cipherKey, iv, data, padding)?.length;
    for (const padding of ['pkcs7', 'xmlenc'] as const) {
      expect(open(padding, seal(3, 3, 3))).toBe(29);
      expect(open(padding, seal(...Array<number>(16).fill(16)))).toBe(16);
      for (const last of [0, 17, 255]) expect(open(padding, seal(last))).toBeUndefined();
      expect(open(padding, seal(3, 3, 3).subarray(1))).toBeUndefined();
      expect(open(padding, new Uint8Array())).toBeUndefined();
    }
    expect(open('xmlenc', seal(9, 9, 3))).toBe(29);
    expect(open('pkcs7', seal(9, 9, 3))).toBeUndefined();
    expect(nodeCrypto.aesCbcDecrypt(cipherKey, iv.subarray(1), seal(1), 'pkcs7')).toBeUndefined();
  });

  it('triple DES', () => {
    const cipherKey = secret.subarray(0, 24);
    const vector = iv.subarray(0, 8);
    const sealed = cbc('des-ede3-cbc', cipherKey, vector, Buffer.from([1, 2, 3, 4, 5, 9, 9, 3]));
    expect(nodeCrypto.tripleDesCbcDecrypt(cipherKey, vector, sealed)).toEqual(hex('0102030405'));
    expect(nodeCrypto.tripleDesCbcDecrypt(cipherKey.subarray(8), vector, sealed)).toBeUndefined();
  });

  it.each([16, 24, 32])('AES-GCM with a key of %i bytes', (size) => {
    const cipherKey = secret.subarray(0, size);
    const vector = iv.subarray(0, 12);
    for (const text of [secret, new Uint8Array()]) {
      const cipher = createCipheriv(`aes-${size * 8}-gcm` as 'aes-128-gcm', cipherKey, vector);
      cipher.setAAD(secret);
      const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
      const tag = cipher.getAuthTag();
      const open = (data: Uint8Array, mac: Uint8Array, aad: Uint8Array) =>
        nodeCrypto.aesGcmDecrypt(cipherKey, vector, data, mac, aad);
      expect(open(sealed, tag, secret)).toEqual(text);
      expect(open(sealed, tag, iv)).toBeUndefined();
      expect(open(sealed, tag.subarray(0, 12), secret)).toBeUndefined();
      expect(open(sealed, Buffer.alloc(16), secret)).toBeUndefined();
      expect(nodeCrypto.aesGcmDecrypt(cipherKey, iv, sealed, tag, secret)).toBeUndefined();
      expect(nodeCrypto.aesGcmDecrypt(cipherKey.subarray(1), vector, sealed, tag, secret)).toBeUndefined();
    }
  });

  it.each([
    [
      '000102030405060708090A0B0C0D0E0F',
      '00112233445566778899AABBCCDDEEFF',
      '1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5',
    ],
    [
      '000102030405060708090A0B0C0D0E0F1011121314151617',
      '00112233445566778899AABBCCDDEEFF0001020304050607',
      '031D33264E15D33268F24EC260743EDCE1C6C7DDEE725A936BA814915C6762D2',
    ],
    [
      '000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F',
      '00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F',
      '28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21',
    ],
  ])('unwraps the vector of RFC 3394 section 4 under %s', (kek, plaintext, wrapped) => {
    expect(nodeCrypto.aesKeyUnwrap(hex(kek), hex(wrapped))).toEqual(hex(plaintext));
    const bent = hex(wrapped);
    bent[5] = (bent[5] as number) ^ 1;
    expect(nodeCrypto.aesKeyUnwrap(hex(kek), bent)).toBeUndefined();
    expect(nodeCrypto.aesKeyUnwrap(hex(kek), bent.subarray(8, 24).slice(0, 16))).toBeUndefined();
  });

  it('unwraps a long key, where the step count leaves one byte, and leaves its input alone', () => {
    const long = Uint8Array.from({ length: 512 }, (_, index) => index % 251);
    const cipher = createCipheriv('id-aes256-wrap', secret, Buffer.alloc(8, 0xa6));
    const wrapped = cipher.update(long);
    const before = Buffer.from(wrapped);
    expect(nodeCrypto.aesKeyUnwrap(secret, wrapped)).toEqual(long);
    expect(wrapped).toEqual(before);
  });
});

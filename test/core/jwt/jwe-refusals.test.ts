import { constants, createCipheriv, createHmac, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { toBase64Url } from '../../../shared/core/encoding/base64.ts';
import { toUtf8 } from '../../../shared/core/encoding/utf8.ts';
import type { JoseKey } from '../../../shared/core/jwt/jose-key.ts';
import { decryptJwe } from '../../../shared/core/jwt/jwe.ts';
import { type JoseHeader, MAX_INFLATED_BYTES } from '../../../shared/core/jwt/jwe-outcome.ts';
import { parseCompactJwe, parseJsonJwe } from '../../../shared/core/jwt/jwe-parse.ts';

const readObject = (json: string) => {
  try {
    return JSON.parse(json) as JoseHeader;
  } catch {
    return undefined;
  }
};
const cek = new Uint8Array(16).fill(9);
const direct: JoseKey = { key: nodeCrypto.importSecret(cek) };
const password: JoseKey = { key: nodeCrypto.importSecret(toUtf8('correct horse')) };

/** The members of a flattened JWE encrypted with `cek` under A128GCM. */
function sealed(protectedHeader: JoseHeader, plaintext: Uint8Array = toUtf8('{}')) {
  const protectedText = toBase64Url(toUtf8(JSON.stringify(protectedHeader)));
  const cipher = createCipheriv('aes-128-gcm', cek, Buffer.alloc(12));
  cipher.setAAD(Buffer.from(protectedText));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return {
    protected: protectedText,
    iv: toBase64Url(new Uint8Array(12)),
    ciphertext: toBase64Url(ciphertext),
    tag: toBase64Url(cipher.getAuthTag()),
  };
}

function outcome(json: JoseHeader, keys: readonly JoseKey[] = [direct, password]) {
  const parse = parseJsonJwe(json, readObject);
  return parse.ok ? decryptJwe(parse.jwe, keys, nodeCrypto) : parse.problem;
}

const dir = { alg: 'dir', enc: 'A128GCM' };
const pbes2 = { alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2s: toBase64Url(new Uint8Array(8)) };
const ecdh = { alg: 'ECDH-ES', enc: 'A128GCM' };
const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ownKey: JoseKey = { key: nodeCrypto.importJwk({ ...own.privateKey.export({ format: 'jwk' }) }) };
const publicOnly: JoseKey = { key: nodeCrypto.importJwk({ ...own.publicKey.export({ format: 'jwk' }) }) };
const epk = own.publicKey.export({ format: 'jwk' }) as JoseHeader;

describe('decryptJwe', () => {
  it('opens the message that the refusals are made from', () => {
    expect(outcome(sealed(dir))).toMatchObject({ ok: true });
    const long = new Uint8Array(MAX_INFLATED_BYTES);
    expect(outcome(sealed({ ...dir, zip: 'DEF' }, deflateRawSync(long)))).toMatchObject({ ok: true });
  });

  it.each<[string, JoseHeader, object, (readonly JoseKey[])?]>([
    ['a name in two headers', { ...sealed(dir), header: { alg: 'dir' } }, { reason: 'header-duplicate' }],
    ['zip outside', { ...sealed(dir), unprotected: { zip: 'DEF' } }, { reason: 'header-unprotected' }],
    ['crit outside', { ...sealed(dir), header: { crit: ['x'] } }, { reason: 'header-unprotected' }],
    ['crit', sealed({ ...dir, crit: ['exp', 'x'] }), { reason: 'crit-unknown', member: 'exp' }],
    [
      'crit with a registered name',
      sealed({ ...dir, crit: ['alg'] }),
      { reason: 'crit-unknown', member: 'crit' },
    ],
    ['crit that is no list', sealed({ ...dir, crit: 5 }), { reason: 'crit-unknown', member: 'crit' }],
    ['no alg', sealed({ enc: 'A128GCM' }), { reason: 'header-invalid', member: 'alg' }],
    ['no enc', sealed({ alg: 'dir' }), { reason: 'header-invalid', member: 'enc' }],
    ['alg none', sealed({ ...dir, alg: 'none' }), { reason: 'alg-unsupported', value: 'none' }],
    ['enc of another world', sealed({ ...dir, enc: 'C20P' }), { reason: 'enc-unsupported', value: 'C20P' }],
    ['zip of another world', sealed({ ...dir, zip: 'GZ' }), { reason: 'zip-unsupported', value: 'GZ' }],
    ['damaged compression', sealed({ ...dir, zip: 'DEF' }, toUtf8('\xff')), { reason: 'inflate-failed' }],
    [
      'a bomb',
      sealed({ ...dir, zip: 'DEF' }, deflateRawSync(new Uint8Array(MAX_INFLATED_BYTES + 1))),
      { reason: 'inflate-too-large' },
    ],
    ['a key that dir does not have', { ...sealed(dir), encrypted_key: 'AAAA' }, { reason: 'not-decrypted' }],
    ['a bent ciphertext', { ...sealed(dir), ciphertext: 'AAAA' }, { reason: 'not-decrypted' }],
    ['a short tag', { ...sealed(dir), tag: 'AAAA' }, { reason: 'not-decrypted' }],
    ['no tag', { ...sealed(dir), tag: undefined }, { reason: 'not-decrypted' }],
    ['no keys', sealed(dir), { reason: 'no-key' }, []],
    ['a key for signatures', sealed(dir), { reason: 'no-key' }, [{ ...direct, use: 'sig' }]],
    ['a key for another alg', sealed(dir), { reason: 'no-key' }, [{ ...direct, alg: 'A128KW' }]],
    ['a key for other operations', sealed(dir), { reason: 'no-key' }, [{ ...direct, keyOps: ['sign'] }]],
    ['a public key', sealed({ ...ecdh, epk }), { reason: 'key-is-public' }, [publicOnly]],
    ['no epk', sealed(ecdh), { reason: 'no-key' }, [ownKey]],
    ['half an epk', sealed({ ...ecdh, epk: { ...epk, y: 'AA' } }), { member: 'epk' }, [ownKey]],
    ['apu that is no base64url', sealed({ ...ecdh, epk, apu: '=' }), { member: 'apu' }, [ownKey]],
    ['no salt', sealed({ ...pbes2, p2s: undefined, p2c: 1000 }), { member: 'p2s' }],
    ['a short salt', sealed({ ...pbes2, p2s: 'AAAA', p2c: 1000 }), { member: 'p2s' }],
    ['a count of 0', sealed({ ...pbes2, p2c: 0 }), { member: 'p2c' }],
    ['half a round', sealed({ ...pbes2, p2c: 1.5 }), { member: 'p2c' }],
    ['too many rounds', sealed({ ...pbes2, p2c: 1_000_001 }), { reason: 'p2c-too-large', value: '1000001' }],
    ['a wrong password', sealed({ ...pbes2, p2c: 10 }), { reason: 'not-decrypted' }],
  ])('refuses %s', (_name, json, expected, keys = [direct, password]) => {
    expect(outcome(json, keys)).toMatchObject({ ok: false, ...expected });
  });

  it('spends its rounds once, not once for each recipient', () => {
    const { protected: text, iv, ciphertext, tag } = sealed({ ...pbes2, p2c: 600_000 });
    const recipients = [{ encrypted_key: 'AAAA' }, { encrypted_key: 'AAAA' }, { encrypted_key: 'AAAA' }];
    const before = process.cpuUsage().user;
    const json = { protected: text, iv, ciphertext, tag, recipients };
    expect(outcome(json, [password])).toMatchObject({ ok: false, reason: 'not-decrypted' });
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5);
  });

  it('does not tell a badly padded RSA1_5 key from one that is wrong', () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = { key: nodeCrypto.importJwk({ ...privateKey.export({ format: 'jwk' }) }) };
    const header = { alg: 'RSA1_5', enc: 'A128GCM' };
    const padded = (secret: Uint8Array) =>
      publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, secret);
    const withKey = (encrypted: Uint8Array) => ({
      ...sealed(header),
      encrypted_key: toBase64Url(encrypted),
    });
    expect(outcome(withKey(padded(cek)), [key])).toMatchObject({ ok: true });
    const answers = [
      padded(cek.map((byte) => byte ^ 1)),
      padded(cek.subarray(1)),
      new Uint8Array(256).fill(1),
    ];
    for (const encrypted of answers) {
      expect(outcome(withKey(encrypted), [key])).toMatchObject({ ok: false, reason: 'not-decrypted' });
    }
  });

  it('authenticates CBC before it looks at the padding', () => {
    const secret = new Uint8Array(32).fill(3);
    const text = toBase64Url(toUtf8(JSON.stringify({ alg: 'dir', enc: 'A128CBC-HS256' })));
    const cipher = createCipheriv('aes-128-cbc', secret.subarray(16), new Uint8Array(16)).setAutoPadding(
      false,
    );
    const ciphertext = Buffer.concat([cipher.update(new Uint8Array(16)), cipher.final()]);
    const length = Buffer.alloc(8);
    length.writeUInt32BE(text.length * 8, 4);
    const mac = createHmac('sha256', secret.subarray(0, 16));
    const tag = mac.update(text).update(new Uint8Array(16)).update(ciphertext).update(length).digest();
    const json = {
      protected: text,
      iv: toBase64Url(new Uint8Array(16)),
      ciphertext: toBase64Url(ciphertext),
      tag: toBase64Url(tag.subarray(0, 16)),
    };
    const keys = [{ key: nodeCrypto.importSecret(secret) }];
    expect(outcome(json, keys)).toMatchObject({ ok: false, reason: 'not-decrypted' });
    expect(outcome({ ...json, tag: json.iv }, keys)).toMatchObject({ ok: false, reason: 'not-decrypted' });
  });
});

describe('parsing', () => {
  it.each<[string, string, object]>([
    ['four parts', 'a.b.c.d', { part: 'serialization', problem: 'missing' }],
    ['six parts', 'a.b.c.d.e.f', { part: 'serialization', problem: 'too-many' }],
    ['no header', '.a.a.a.a', { part: 'protected', problem: 'missing' }],
    ['a header that is no JSON', 'AAAA....', { part: 'protected', problem: 'not-a-json-object' }],
    ['padding', 'e30..AA==..', { part: 'iv', problem: 'not-base64url' }],
  ])('refuses %s', (_name, text, problem) => {
    expect(parseCompactJwe(text, readObject)).toEqual({ ok: false, problem });
  });

  it.each<[string, JoseHeader, object]>([
    ['no ciphertext', { protected: 'e30' }, { part: 'ciphertext', problem: 'missing' }],
    ['a number', { protected: 5, ciphertext: '' }, { part: 'protected', problem: 'not-base64url' }],
    ['no recipients', { recipients: [], ciphertext: '' }, { part: 'recipients', problem: 'missing' }],
    ['a recipient that is a list', { recipients: [[]], ciphertext: '' }, { part: 'recipients' }],
    ['101 recipients', { recipients: Array(101).fill({}), ciphertext: '' }, { problem: 'too-many' }],
    ['both JSON forms at once', { recipients: [{}], header: {}, ciphertext: '' }, { problem: 'misplaced' }],
    ['a list for a header', { header: [], ciphertext: '' }, { part: 'header', problem: 'not-a-json-object' }],
  ])('refuses %s', (_name, json, problem) => {
    expect(parseJsonJwe(json, readObject)).toMatchObject({ ok: false, problem });
  });
});

import { constants, createCipheriv, publicEncrypt, sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { HashName, SignatureScheme } from '../../shared/core/crypto/crypto.ts';
import { testKey } from '../generators/keys.ts';
import type { SeededRandom } from '../generators/seeded-random.ts';
import { handleOf, privateJwks, publicPart, seededBytes } from './crypto-keys.ts';
import { bytes, type ParityCase } from './wire.ts';

const HASHES = ['SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'] as const;
const nodeName = (hash: HashName) => hash.replace('-', '').toLowerCase();
const base64url = (data: Uint8Array) => Buffer.from(data).toString('base64url');

/** @returns calls of every operation of the Crypto port, with good, bent and misfitting input. */
export function cryptoCases(random: SeededRandom): ParityCase[] {
  const jwks = privateJwks(random);
  return [
    ...digestCases(random),
    ...importCases(random, jwks),
    ...signatureCases(random, jwks),
    ...agreementCases(jwks),
    ...rsaCases(random, jwks.rsa ?? {}),
    ...cipherCases(random),
    ...inflateCases(random),
  ];
}

function bent(random: SeededRandom, data: Uint8Array): Uint8Array {
  const at = random.below(data.length);
  return Uint8Array.from(data, (byte, index) => (index === at ? byte ^ (1 + random.below(255)) : byte));
}

function digestCases(random: SeededRandom): ParityCase[] {
  const [secret, data] = [seededBytes(random, 40), seededBytes(random, 300)].map(bytes);
  return HASHES.flatMap((hash) => [
    { name: `hash ${hash}`, call: 'hash', args: [hash, data] },
    { name: `hmac ${hash}`, call: 'hmac', args: [hash, secret, data] },
    { name: `hmac ${hash} with no secret`, call: 'hmac', args: [hash, bytes(new Uint8Array()), data] },
    { name: `pbkdf2 ${hash}`, call: 'pbkdf2', args: [hash, secret, data, 100, 70] },
  ]);
}

type Jwks = Readonly<Record<string, Record<string, unknown>>>;

function importCases(random: SeededRandom, jwks: Jwks): ParityCase[] {
  const cases: ParityCase[] = [];
  for (const [kind, jwk] of Object.entries(jwks)) {
    for (const given of [jwk, publicPart(jwk)]) {
      cases.push({ name: `import ${kind}`, call: 'importJwk', args: [given] });
      for (const [member, value] of Object.entries(given)) {
        if (member === 'kty' || member === 'crv') continue;
        const changed = base64url(bent(random, Buffer.from(String(value), 'base64url')));
        const name = `import ${kind} with another ${member}`;
        cases.push({ name, call: 'importJwk', args: [{ ...given, [member]: changed }] });
      }
    }
    const handle = handleOf(jwk);
    const pem = handle.export({ format: 'pem', type: 'pkcs8' }) as string;
    cases.push({ name: `import ${kind} PKCS#8`, call: 'importPem', args: [pem] });
    const der = handle.export({ format: 'der', type: 'pkcs8' });
    for (let round = 0; round < 30; round++) {
      const body = bent(random, der).subarray(0, der.length - (random.chance(0.2) ? random.below(9) : 0));
      const args = [
        `-----BEGIN PRIVATE KEY-----\n${Buffer.from(body).toString('base64')}\n-----END PRIVATE KEY-----`,
      ];
      cases.push({ name: `import ${kind} PKCS#8, bent ${round}`, call: 'importPem', args });
    }
  }
  for (const name of ['idp-rsa', 'idp-p256', 'idp-p521'] as const) {
    const { certificatePem, certificateBase64 } = testKey(name);
    cases.push({ name: `certificate ${name}`, call: 'parseCertificate', args: [certificatePem] });
    for (let round = 0; round < 60; round++) {
      const der = bytes(bent(random, Buffer.from(certificateBase64, 'base64')));
      cases.push({ name: `certificate ${name}, bent ${round}`, call: 'parseCertificate', args: [der] });
    }
  }
  for (const [n, e] of [
    [600, 3],
    [1024, 3],
    [2048, 4],
    [2048, 2 ** 33 + 1],
    [8200, 65_537],
    [16_392, 3],
  ] as const) {
    const modulus = seededBytes(random, n / 8)
      .fill(0x91, 0, 1)
      .fill(0x91, -1);
    const exponent = Buffer.from(e.toString(16).padStart(10, '0'), 'hex');
    const jwk = { kty: 'RSA', n: base64url(modulus), e: base64url(exponent) };
    cases.push({ name: `import RSA of ${n} bits with e ${e}`, call: 'importJwk', args: [jwk] });
    const args = [{ scheme: 'rsa-pkcs1', hash: 'SHA-256' }, { $jwk: jwk }, bytes(modulus), bytes(modulus)];
    cases.push({ name: `verify by RSA of ${n} bits`, call: 'verify', args });
  }
  return cases;
}

function signatureCases(random: SeededRandom, jwks: Jwks): ParityCase[] {
  const data = seededBytes(random, 200);
  const cases: ParityCase[] = [];
  const add = (kind: string, scheme: SignatureScheme, signature: Uint8Array) => {
    const key = { $jwk: publicPart(jwks[kind] ?? {}) };
    const variants = [
      signature,
      bent(random, signature),
      signature.subarray(1),
      new Uint8Array(signature.length),
      new Uint8Array(signature.length).fill(255),
      new Uint8Array(),
    ];
    for (const [index, variant] of variants.entries()) {
      const name = `verify ${scheme.scheme} on ${kind}, variant ${index}`;
      cases.push({ name, call: 'verify', args: [scheme, key, bytes(data), bytes(variant)] });
    }
  };
  for (const hash of HASHES) {
    const rsa = handleOf(jwks.rsa ?? {});
    add('rsa', { scheme: 'rsa-pkcs1', hash }, sign(nodeName(hash), data, rsa));
    for (const saltLength of [0, 20, 32]) {
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      const signature = sign(nodeName(hash), data, { key: rsa, padding, saltLength });
      add('rsa', { scheme: 'rsa-pss', hash, mgfHash: hash, saltLength }, signature);
    }
    for (const curve of ['P-256', 'P-384', 'P-521', 'secp256k1']) {
      const key = { key: handleOf(jwks[curve] ?? {}), dsaEncoding: 'ieee-p1363' } as const;
      add(curve, { scheme: 'ecdsa', hash }, sign(nodeName(hash), data, key));
    }
  }
  for (const curve of ['Ed25519', 'Ed448']) {
    add(curve, { scheme: 'eddsa' }, sign(null, data, handleOf(jwks[curve] ?? {})));
  }
  return cases;
}

function agreementCases(jwks: Jwks): ParityCase[] {
  const kinds = Object.keys(jwks);
  const cases = kinds.flatMap((own) =>
    kinds.map(
      (other): ParityCase => ({
        name: `agree ${own} with ${other}`,
        call: 'agree',
        args: [{ $jwk: jwks[own] }, { $jwk: publicPart(jwks[other] ?? {}) }],
      }),
    ),
  );
  for (const [crv, size] of [
    ['X25519', 32],
    ['X448', 56],
  ] as const) {
    for (const first of [0, 1, 255]) {
      const x = base64url(new Uint8Array(size).fill(first, 0, 1));
      const args = [{ $jwk: jwks[crv] }, { $jwk: { kty: 'OKP', crv, x } }];
      cases.push({ name: `agree ${crv} with ${first}`, call: 'agree', args });
    }
  }
  return cases;
}

function rsaCases(random: SeededRandom, jwk: Record<string, unknown>): ParityCase[] {
  const key = handleOf(jwk);
  const secret = seededBytes(random, 32);
  const cases: ParityCase[] = [];
  const add = (how: object, data: Uint8Array) =>
    cases.push({
      name: `rsaDecrypt ${JSON.stringify(how)}`,
      call: 'rsaDecrypt',
      args: [how, { $jwk: jwk }, bytes(data)],
    });
  for (const hash of HASHES) {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const sealed = publicEncrypt({ key, padding, oaepHash: nodeName(hash) }, secret);
    for (const mgfHash of HASHES) add({ padding: 'oaep', hash, mgfHash }, sealed);
    add({ padding: 'oaep', hash, mgfHash: hash }, bent(random, sealed));
  }
  const sealed = publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, secret);
  for (const expectedLength of [16, 32, 245, 246]) {
    for (const data of [sealed, bent(random, sealed), new Uint8Array(256), new Uint8Array(256).fill(255)]) {
      add({ padding: 'pkcs1', expectedLength }, data);
    }
  }
  return cases;
}

function cipherCases(random: SeededRandom): ParityCase[] {
  const cases: ParityCase[] = [];
  const add = (call: ParityCase['call'], ...args: unknown[]) =>
    cases.push({ name: `${call} ${cases.length}`, call, args });
  for (const size of [15, 16, 24, 32]) {
    const key = bytes(seededBytes(random, size));
    for (const [ivSize, length] of [
      [16, 32],
      [16, 31],
      [12, 32],
      [8, 16],
      [16, 0],
    ] as const) {
      const [iv, data, tag] = [ivSize, length, 16].map((each) => bytes(seededBytes(random, each)));
      for (const padding of ['pkcs7', 'xmlenc']) add('aesCbcDecrypt', key, iv, data, padding);
      add('aesGcmDecrypt', key, iv, data, tag, iv);
      add('tripleDesCbcDecrypt', key, iv, data);
      add('aesKeyUnwrap', key, data);
    }
    if (size === 15) continue;
    const raw = Buffer.from(key.$bytes, 'base64url');
    const wrap = createCipheriv(`id-aes${size * 8}-wrap`, raw, Buffer.alloc(8, 0xa6));
    add('aesKeyUnwrap', key, bytes(wrap.update(seededBytes(random, 32))));
    const iv = seededBytes(random, 16);
    const cbc = createCipheriv(`aes-${size * 8}-cbc`, raw, iv);
    const sealed = bytes(Buffer.concat([cbc.update(seededBytes(random, 50)), cbc.final()]));
    for (const padding of ['pkcs7', 'xmlenc']) add('aesCbcDecrypt', key, bytes(iv), sealed, padding);
    const vector = iv.subarray(0, 12);
    const gcm = createCipheriv(`aes-${size * 8}-gcm` as 'aes-128-gcm', raw, vector).setAAD(iv);
    const text = Buffer.concat([gcm.update(seededBytes(random, 50)), gcm.final()]);
    add('aesGcmDecrypt', key, bytes(vector), bytes(text), bytes(gcm.getAuthTag()), bytes(iv));
    if (size !== 24) continue;
    const des = createCipheriv('des-ede3-cbc', raw, iv.subarray(0, 8));
    const desText = Buffer.concat([des.update(seededBytes(random, 50)), des.final()]);
    add('tripleDesCbcDecrypt', key, bytes(iv.subarray(0, 8)), bytes(desText));
  }
  return cases;
}

function inflateCases(random: SeededRandom): ParityCase[] {
  const deflated = deflateRawSync(Buffer.from(random.hex(2000)));
  const inputs = [deflated, deflated.subarray(0, -3), Buffer.concat([deflated, Buffer.from('tail')])];
  for (let round = 0; round < 30; round++) inputs.push(Buffer.from(bent(random, deflated)));
  return inputs.flatMap((input, index) =>
    [100, 5000].map(
      (limit): ParityCase => ({
        name: `inflate ${index} up to ${limit}`,
        call: 'inflateRaw',
        args: [bytes(input), limit],
      }),
    ),
  );
}

import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { toBase64Url } from '../../../shared/core/encoding/base64.ts';
import { toUtf8 } from '../../../shared/core/encoding/utf8.ts';
import type { JoseKey } from '../../../shared/core/jwt/jose-key.ts';
import { decryptJwe } from '../../../shared/core/jwt/jwe.ts';
import { CONTENT_ALGORITHMS, KEY_ALGORITHMS } from '../../../shared/core/jwt/jwe-algorithms.ts';
import type { JoseHeader } from '../../../shared/core/jwt/jwe-outcome.ts';
import { type JweParse, parseCompactJwe, parseJsonJwe } from '../../../shared/core/jwt/jwe-parse.ts';

const run = { seed: 20_261_123, numRuns: 500 };
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const keys: JoseKey[] = [
  ...[16, 24, 32, 48, 64].map((size) => ({ key: nodeCrypto.importSecret(new Uint8Array(size).fill(size)) })),
  ...[
    generateKeyPairSync('rsa', { modulusLength: 1024 }),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('x25519'),
    generateKeyPairSync('x448'),
  ].map(({ privateKey }) => ({ key: nodeCrypto.importJwk({ ...privateKey.export({ format: 'jwk' }) }) })),
];

function readObject(json: string): JoseHeader | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as JoseHeader)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Opens nothing by chance, and throws never. */
function expectClosed(parse: JweParse): void {
  if (parse.ok) expect(decryptJwe(parse.jwe, keys, nodeCrypto).ok).toBe(false);
}

const encoded = fc
  .constantFrom(0, 1, 8, 12, 16, 24, 32, 40, 128)
  .chain((length) => fc.uint8Array({ minLength: length, maxLength: length }))
  .map(toBase64Url);
const anything = fc.oneof(fc.jsonValue(), encoded);
const header = fc.record(
  {
    alg: fc.constantFrom(...KEY_ALGORITHMS.keys(), 'none'),
    enc: fc.constantFrom(...CONTENT_ALGORITHMS.keys(), 'none'),
    kid: anything,
    epk: fc.oneof(anything, fc.constant({ kty: 'EC', crv: 'P-256', x: p256.x, y: p256.y })),
    apu: anything,
    apv: anything,
    iv: encoded,
    tag: encoded,
    p2s: encoded,
    p2c: fc.oneof(fc.nat({ max: 50 }), anything),
    zip: fc.constantFrom('DEF', 'GZ'),
    crit: anything,
  },
  { requiredKeys: ['alg', 'enc'] },
);
const protectedText = header.map((each) => toBase64Url(toUtf8(JSON.stringify(each))));

describe('whatever a JWE holds', () => {
  it('the compact form stays closed, and nothing throws', () => {
    const parts = fc.tuple(fc.oneof(protectedText, fc.string()), encoded, encoded, encoded, encoded);
    fc.assert(
      fc.property(parts, (each) => expectClosed(parseCompactJwe(each.join('.'), readObject))),
      run,
    );
  });

  it('the JSON forms stay closed, and nothing throws', () => {
    const json = fc.record(
      {
        protected: fc.oneof(protectedText, anything),
        unprotected: fc.oneof(header, anything),
        header: fc.oneof(header, anything),
        recipients: fc.oneof(
          fc.array(fc.record({ header, encrypted_key: encoded }), { maxLength: 4 }),
          anything,
        ),
        encrypted_key: anything,
        iv: anything,
        ciphertext: encoded,
        tag: anything,
        aad: anything,
      },
      { requiredKeys: ['ciphertext'] },
    );
    fc.assert(
      fc.property(json, (each) => expectClosed(parseJsonJwe(each, readObject))),
      run,
    );
  });
});

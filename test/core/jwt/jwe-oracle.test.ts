import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactEncrypt, FlattenedEncrypt, GeneralEncrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { toUtf8 } from '../../../shared/core/encoding/utf8.ts';
import type { JoseKey } from '../../../shared/core/jwt/jose-key.ts';
import { decryptJwe } from '../../../shared/core/jwt/jwe.ts';
import { CONTENT_ALGORITHMS, KEY_ALGORITHMS } from '../../../shared/core/jwt/jwe-algorithms.ts';
import type { JoseHeader, JweOutcome } from '../../../shared/core/jwt/jwe-outcome.ts';
import { type JweParse, parseCompactJwe, parseJsonJwe } from '../../../shared/core/jwt/jwe-parse.ts';

const readObject = (json: string) => JSON.parse(json) as JoseHeader;
const plaintext = toUtf8('{"sub":"someone"}');
const encs = [...CONTENT_ALGORITHMS.keys()];
// jose 6 has no RSA1_5; the cookbook's examples and the adapter's tests cover it.
const algs = [...KEY_ALGORITHMS.keys()].filter((alg) => alg !== 'RSA1_5' && alg !== 'dir');

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const agreementKeys = [
  ...['P-256', 'P-384', 'P-521'].map((namedCurve) => generateKeyPairSync('ec', { namedCurve }).privateKey),
  generateKeyPairSync('x25519').privateKey,
];
const bytes = (length: number) => Uint8Array.from({ length }, (_, index) => index * 7 + length);

/** jose's key and ours, of the kind that the algorithm needs. */
function keyPairs(alg: string): { theirs: KeyObject | Uint8Array; ours: JoseKey }[] {
  const mode = KEY_ALGORITHMS.get(alg);
  const asymmetric = (key: KeyObject) => ({
    theirs: createPublicKey(key),
    ours: { key: nodeCrypto.importJwk({ ...key.export({ format: 'jwk' }) }) },
  });
  if (mode?.mode === 'rsa-oaep') return [asymmetric(rsa)];
  if (mode?.mode === 'agreement' || mode?.mode === 'agreement-kw') return agreementKeys.map(asymmetric);
  const secret = bytes(mode?.mode === 'password' ? 21 : mode && 'keySize' in mode ? mode.keySize : 0);
  return [{ theirs: secret, ours: { key: nodeCrypto.importSecret(secret) } }];
}

function open(parse: JweParse, keys: readonly JoseKey[]): JweOutcome {
  if (!parse.ok) throw new Error(JSON.stringify(parse.problem));
  return decryptJwe(parse.jwe, keys, nodeCrypto);
}

describe('decryptJwe opens what jose made', () => {
  it.each(algs)('%s with every enc', async (alg) => {
    for (const { theirs, ours } of keyPairs(alg)) {
      for (const enc of encs) {
        const encrypt = new CompactEncrypt(plaintext).setProtectedHeader({ alg, enc });
        if (alg.startsWith('ECDH-ES')) {
          encrypt.setKeyManagementParameters({ apu: bytes(5), apv: bytes(9) });
        }
        const outcome = open(parseCompactJwe(await encrypt.encrypt(theirs), readObject), [ours]);
        expect(outcome).toMatchObject({ ok: true, header: { alg, enc }, recipient: 0 });
        expect(outcome.ok && Buffer.from(outcome.plaintext).equals(plaintext)).toBe(true);
      }
    }
  });

  it.each(encs)('dir with %s', async (enc) => {
    const secret = bytes(CONTENT_ALGORITHMS.get(enc)?.keySize ?? 0);
    const compact = await new CompactEncrypt(plaintext)
      .setProtectedHeader({ alg: 'dir', enc })
      .encrypt(secret);
    const key = { key: nodeCrypto.importSecret(secret) };
    expect(open(parseCompactJwe(compact, readObject), [key]).ok).toBe(true);
    const other = { key: nodeCrypto.importSecret(bytes(17)) };
    expect(open(parseCompactJwe(compact, readObject), [other])).toMatchObject({ reason: 'no-key' });
  });

  it('the flattened form with three headers and aad', async () => {
    const json = await new FlattenedEncrypt(plaintext)
      .setProtectedHeader({ enc: 'A256GCM' })
      .setSharedUnprotectedHeader({ typ: 'x' })
      .setUnprotectedHeader({ alg: 'RSA-OAEP-256' })
      .setAdditionalAuthenticatedData(bytes(30))
      .encrypt(createPublicKey(rsa));
    const [pair] = keyPairs('RSA-OAEP-256');
    if (pair === undefined) throw new Error('no key');
    const parse = parseJsonJwe({ ...json }, readObject);
    expect(open(parse, [pair.ours])).toMatchObject({ ok: true, header: { typ: 'x' } });
    const changed = parseJsonJwe({ ...json, aad: 'AAAA' }, readObject);
    expect(open(changed, [pair.ours])).toMatchObject({ ok: false, reason: 'not-decrypted' });
  });

  it('the general form for each of its recipients', async () => {
    const [forRsa] = keyPairs('RSA-OAEP');
    const [forWrap] = keyPairs('A128KW');
    const [forP256] = keyPairs('ECDH-ES+A256KW');
    if (!forRsa || !forWrap || !forP256) throw new Error('no key');
    const json = await new GeneralEncrypt(plaintext)
      .setProtectedHeader({ enc: 'A128CBC-HS256' })
      .addRecipient(forRsa.theirs)
      .setUnprotectedHeader({ alg: 'RSA-OAEP' })
      .addRecipient(forWrap.theirs)
      .setUnprotectedHeader({ alg: 'A128KW' })
      .addRecipient(forP256.theirs)
      .setUnprotectedHeader({ alg: 'ECDH-ES+A256KW' })
      .encrypt();
    const parse = parseJsonJwe({ ...json }, readObject);
    for (const [recipient, pair] of [forRsa, forWrap, forP256].entries()) {
      expect(open(parse, [pair.ours])).toMatchObject({ ok: true, recipient });
    }
    expect(open(parse, [])).toMatchObject({ ok: false, reason: 'no-key' });
    expect(open(parse, [{ key: nodeCrypto.importSecret(bytes(17)) }])).toMatchObject({ reason: 'no-key' });
  });
});

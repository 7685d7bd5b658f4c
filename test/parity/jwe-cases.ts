import { createPublicKey, type KeyObject } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import { CONTENT_ALGORITHMS, KEY_ALGORITHMS } from '../../shared/core/jwt/jwe-algorithms.ts';
import type { SeededRandom } from '../generators/seeded-random.ts';
import { handleOf, privateJwks, seededBytes } from './crypto-keys.ts';
import type { ParityCase } from './wire.ts';

interface Recipient {
  readonly encryptsWith: KeyObject | Uint8Array;
  readonly opensWith: object;
}

/** @returns for every pair of alg and enc that jose makes a message, and the same with one character changed in each part. */
export async function jweCases(random: SeededRandom): Promise<ParityCase[]> {
  const jwks = privateJwks(random);
  const asymmetric = (kind: string): Recipient => ({
    encryptsWith: createPublicKey(handleOf(jwks[kind] ?? {})),
    opensWith: { $jwk: jwks[kind] },
  });
  const symmetric = (size: number): Recipient => {
    const secret = seededBytes(random, size);
    return { encryptsWith: secret, opensWith: { $secret: Buffer.from(secret).toString('base64url') } };
  };
  const recipients = (alg: string, enc: string): Recipient[] => {
    const algorithm = KEY_ALGORITHMS.get(alg);
    switch (algorithm?.mode) {
      case 'rsa-oaep':
        return [asymmetric('rsa')];
      case 'agreement':
      case 'agreement-kw':
        return ['P-256', 'P-384', 'P-521', 'X25519'].map(asymmetric);
      case 'direct':
        return [symmetric(CONTENT_ALGORITHMS.get(enc)?.keySize ?? 0)];
      case 'password':
        return [symmetric(11)];
      case 'aes-kw':
      case 'gcm-kw':
        return [symmetric(algorithm.keySize)];
      default:
        return [];
    }
  };
  const cases: ParityCase[] = [];
  for (const alg of KEY_ALGORITHMS.keys()) {
    for (const enc of CONTENT_ALGORITHMS.keys()) {
      for (const { encryptsWith, opensWith } of recipients(alg, enc)) {
        const encrypt = new CompactEncrypt(seededBytes(random, 60)).setProtectedHeader({ alg, enc });
        const message = await encrypt.encrypt(encryptsWith);
        cases.push({ name: `${alg} ${enc}`, call: 'decryptJwe', args: [message, opensWith] });
        for (const part of [1, 2, 3, 4]) {
          const parts = message.split('.').map((text, index) => (index === part ? bend(text) : text));
          const args = [parts.join('.'), opensWith];
          cases.push({ name: `${alg} ${enc}, part ${part} bent`, call: 'decryptJwe', args });
        }
      }
    }
  }
  return cases;
}

function bend(text: string): string {
  return `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
}

import { constants, sign, verify } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { LabRandom } from '../../../electron/lab/platform/lab-random.ts';
import { privateKeyOf, publicKeyOf, seededRsaKey } from '../../../electron/lab/platform/rsa-key.ts';

it('makes the same key of 2,048 bits from the same seed, and another from another', () => {
  const key = seededRsaKey(new LabRandom(5));
  expect(seededRsaKey(new LabRandom(5))).toEqual(key);
  expect(seededRsaKey(new LabRandom(6)).n).not.toBe(key.n);
  expect(privateKeyOf(key).asymmetricKeyDetails).toMatchObject({
    modulusLength: 2048,
    publicExponent: 65_537n,
  });
  expect(privateKeyOf(key)).toBe(privateKeyOf(key));
});

it.each([1, 2, 3])('signs what its public half verifies, with PKCS #1 and PSS (seed %i)', (seed) => {
  const key = seededRsaKey(new LabRandom(seed));
  const text = Buffer.from('a token');
  for (const padding of [constants.RSA_PKCS1_PADDING, constants.RSA_PKCS1_PSS_PADDING]) {
    const signature = sign('sha256', text, { key: privateKeyOf(key), padding });
    expect(verify('sha256', text, { key: publicKeyOf(key), padding }, signature)).toBe(true);
    expect(verify('sha256', Buffer.from('another'), { key: publicKeyOf(key), padding }, signature)).toBe(
      false,
    );
  }
});

it('is a key that others read as a JWK', async () => {
  const key = await importJWK({ ...seededRsaKey(new LabRandom(9)) }, 'RS256');
  const token = await new SignJWT({ sub: 'x' }).setProtectedHeader({ alg: 'RS256' }).sign(key);
  expect(token.split('.')).toHaveLength(3);
});

import { type CryptoKey, importJWK, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { SIGNATURE_ALGORITHMS } from '../../../shared/core/jwt/algorithms.ts';
import { AT, CLAIMS } from '../../fixtures/rules/jwt-case.ts';
import { judgeSample } from '../../flows/inspector/judge-sample.ts';
import { attackerKey, compact, jwks, publicJwk, signingKey } from '../../generators/jose.ts';

const NAMES = [...SIGNATURE_ALGORITHMS.keys()];
/** What jose 6 leaves out. */
const BEYOND_JOSE = ['ES256K', 'Ed448'];

async function verdict(input: string, trust: ReturnType<typeof jwks>): Promise<string | undefined> {
  const [message] = await judgeSample({ input, options: { trust, at: AT } });
  const failed = message?.checks.find(({ status }) => status === 'fail');
  return failed === undefined ? message?.verdict : failed.id;
}

describe.each(NAMES)('%s', (alg) => {
  const token = compact({ alg, typ: 'JWT', kid: 'this' }, CLAIMS);
  const jwk = publicJwk(alg, { kid: 'this' });

  it('verifies', async () => {
    expect(await verdict(token, jwks(jwk))).toBe('valid');
  });

  it('does not verify when one bit of the payload or signature differs', async () => {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const swap = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    expect(await verdict(`${header}.${payload}.${swap(signature)}`, jwks(jwk))).toBe('signature.value');
    const other = Buffer.from(payload, 'base64url').toString().replace('user-1', 'user-2');
    const changed = `${header}.${Buffer.from(other).toString('base64url')}.${signature}`;
    expect(await verdict(changed, jwks(jwk))).toBe('signature.value');
  });

  it('is never verified by a key of another kind', async () => {
    for (const wrong of NAMES) {
      const key = publicJwk(wrong, { kid: 'this' });
      const fits = key.kty === jwk.kty && (key.crv === jwk.crv || (alg === 'EdDSA' && wrong === 'Ed448'));
      if (fits) continue;
      expect(await verdict(token, jwks(key))).toBe('signature.algorithm');
    }
  });

  it('honours use, key_ops and alg of the key', async () => {
    expect(await verdict(token, jwks({ ...jwk, use: 'enc' }))).toBe('signature.algorithm');
    expect(await verdict(token, jwks({ ...jwk, key_ops: ['encrypt'] }))).toBe('signature.algorithm');
    expect(await verdict(token, jwks({ ...jwk, alg: alg === 'RS512' ? 'RS256' : 'RS512' }))).toBe(
      'signature.algorithm',
    );
    expect(await verdict(token, jwks({ ...jwk, use: 'sig', key_ops: ['verify'], alg }))).toBe('valid');
  });

  it('is found by its kid only, in a set', async () => {
    expect(await verdict(token, jwks({ ...jwk, kid: 'other' }))).toBe('signature.key');
    expect(await verdict(compact({ alg, typ: 'JWT' }, CLAIMS), jwks({ ...jwk, kid: 'other' }))).toBe('valid');
  });

  if (!BEYOND_JOSE.includes(alg))
    it('is verified by jose as well', async () => {
      const key = (await importJWK(jwk, alg)) as CryptoKey;
      const { payload } = await jwtVerify(token, key, { currentDate: new Date(AT) });
      expect(payload.sub).toBe(CLAIMS.sub);
    });
});

describe('a signature that does not verify is explained', () => {
  const explain = async (input: string, trust: ReturnType<typeof jwks>): Promise<string> => {
    const [message] = await judgeSample({ input, options: { trust, at: AT } });
    const check = message?.checks.find(({ status }) => status === 'fail');
    return `${check?.message} ${check?.fix}`;
  };

  it('cut off', async () => {
    const token = compact({ alg: 'RS256' }, CLAIMS).slice(0, -40);
    expect(await explain(token, jwks(publicJwk('RS256')))).toMatch(
      /226 bytes, where an RSA key of 2048 bits makes 256.*cut off/,
    );
  });

  it('made by its own embedded key', async () => {
    const jwk = attackerKey().export({ format: 'jwk' });
    const token = compact({ alg: 'RS256', jwk: { kty: jwk.kty, n: jwk.n, e: jwk.e } }, CLAIMS, attackerKey());
    expect(await explain(token, jwks(publicJwk('RS256')))).toContain('anybody can make such a token');
  });

  it('under another kid in the set', async () => {
    const token = compact({ alg: 'RS256', kid: 'new' }, CLAIMS, signingKey('RS256'));
    expect(await explain(token, jwks(publicJwk('RS256', { kid: 'old' })))).toContain(
      'The key old would verify it',
    );
  });
});

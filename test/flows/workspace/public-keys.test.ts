import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requirePublicKeys } from '../../../shared/flows/workspace/public-keys.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const given = (text: string) => [{ kind: 'any' as const, text, name: 'my-key' }];
const jwk = (value: unknown) => JSON.stringify(value);

describe('is saved', () => {
  it.each([
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'],
    ['a public key', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['a public JWK', jwk(publicKey.export({ format: 'jwk' }))],
    ['a JWK Set', jwk({ keys: [publicKey.export({ format: 'jwk' })] })],
    ['metadata', '\n<EntityDescriptor entityID="https://idp.example"/>'],
  ])('%s', (_what, text) => {
    expect(() => requirePublicKeys(given(text))).not.toThrow();
  });
});

describe('is not saved, and not quoted', () => {
  it.each([
    ['a private key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['an old private key', privateKey.export({ type: 'sec1', format: 'pem' }).toString()],
    [
      'a private key behind a certificate',
      `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${privateKey.export({ type: 'pkcs8', format: 'pem' })}`,
    ],
    ['a private JWK', jwk(privateKey.export({ format: 'jwk' }))],
    ['a symmetric JWK', jwk({ kty: 'oct', k: 'SECRETCANARY' })],
    ['a JWK Set with a private key', jwk({ keys: [privateKey.export({ format: 'jwk' })] })],
    [
      'bare base64, which may be either',
      privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    ],
    ['a password', 'SECRETCANARY'],
    ['JSON cut short', jwk({ kty: 'oct', k: 'SECRETCANARY' }).slice(0, -2)],
  ])('%s', (_what, text) => {
    expect(() => requirePublicKeys(given(text))).toThrowError(
      expect.objectContaining({ code: 'ERR_KEY_UNSUPPORTED', details: { what: 'my-key' } }),
    );
  });
});

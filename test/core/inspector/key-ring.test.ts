import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { readKeyRing } from '../../../shared/core/inspector/key-ring.ts';
import type { GivenKey } from '../../../shared/core/inspector/options.ts';
import { publicJwk } from '../../generators/jose.ts';
import { testKey } from '../../generators/keys.ts';

const { certificatePem, certificateBase64, privatePem, publicKey } = testKey('idp-rsa');
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const read = (...given: GivenKey[]) => readKeyRing(given, [], nodeCrypto);
const any = (text: string): GivenKey => ({ kind: 'any', text });
const set = (...keys: unknown[]): string => JSON.stringify({ keys });

function refused(given: GivenKey): WorkbenchError {
  try {
    read(given);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return thrown;
    throw thrown;
  }
  throw new Error('it was read');
}

describe('keys as people give them', () => {
  it.each<[string, string, number]>([
    ['a certificate', certificatePem, 1],
    ['two certificates in one file', certificatePem + testKey('idp-p256').certificatePem, 2],
    ['a certificate in base64', certificateBase64, 1],
    ['a public key', publicPem, 1],
    ['a private key', privatePem, 1],
    [
      'a key with curve parameters before it',
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${publicPem}`,
      1,
    ],
    ['a key after a byte order mark', `\uFEFF${publicPem}`, 1],
    ['a key with Windows line ends', publicPem.replaceAll('\n', '\r\n'), 1],
    ['a JWK', JSON.stringify(publicJwk('ES256')), 1],
    ['a JWK Set', set(publicJwk('RS256'), publicJwk('ES256')), 2],
    ['a bare list of JWKs', JSON.stringify([publicJwk('RS256')]), 1],
    ['certificates by kid', JSON.stringify({ a: certificatePem, b: testKey('idp-p256').certificatePem }), 2],
    ['a JWK Set with a key nobody can use', set({ kty: 'NEW' }, publicJwk('RS256')), 1],
  ])('%s', (_, text, count) => {
    expect(read(any(text)).trust).toHaveLength(count);
  });

  it('keeps what a JWK says of itself, and where it came from', () => {
    const [key] = read(
      any(
        set({
          ...publicJwk('RS256'),
          kid: 'a',
          use: 'sig',
          alg: 'RS256',
          x5c: [certificateBase64],
          x5t: 'x',
        }),
      ),
    ).trust;
    expect(key).toMatchObject({ kid: 'a', use: 'sig', alg: 'RS256', x5t: 'x', source: 'jwk', fromSet: true });
    expect(key?.certificate?.subject).toContain('CN=');
  });

  it('takes no certificate for a key it does not belong to', () => {
    const [key] = read(any(set({ ...publicJwk('ES256'), x5c: [certificateBase64] }))).trust;
    expect(key?.certificate).toBeUndefined();
  });

  it('knows that something was given', () => {
    expect(read().trustGiven).toBe(false);
    expect(read(any(publicPem)).trustGiven).toBe(true);
  });
});

describe('what is no key', () => {
  it.each<[string, GivenKey, RegExp]>([
    ['nothing', any('  '), /empty/],
    ['a token', any('eyJhbGciOiJub25lIn0.e30.'), /token, not a key/],
    ['damaged JSON', any('{"kty":'), /not well-formed JSON/],
    ['a number', any('[1]'), /not a JSON object/],
    ['an empty set', any(set()), /holds no key/],
    [
      'an OpenID configuration',
      any('{"issuer":"https://a","jwks_uri":"https://a/keys"}'),
      /only names the keys/,
    ],
    ['a JWK Set that is XML', { kind: 'jwks', text: publicPem }, /not JSON/],
    ['metadata that is PEM', { kind: 'metadata', text: publicPem }, /not XML/],
    ['a page in place of metadata', any('<html></html>'), /html|HTML|not an EntityDescriptor/],
    ['a cut certificate', any(certificatePem.slice(0, 300)), /END CERTIFICATE/],
    ['a key of an unknown kind', any(set({ kty: 'NEW' })), /kty/],
  ])('%s', (_, given, says) => {
    const error = refused(given);
    expect(error.code).toMatch(/^ERR_KEY_/);
    expect(error.message).toMatch(says);
  });

  it('is named by its file', () => {
    expect(refused({ kind: 'jwks', text: '{', name: 'keys.json' }).message).toMatch(/^keys\.json: /);
  });
});

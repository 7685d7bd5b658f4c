import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curves = ['P-256', 'P-384', 'P-521', 'secp256k1'] as const;
const pairs = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>([
  ['RSA', rsa],
  ['RSA-PSS', generateKeyPairSync('rsa-pss', { modulusLength: 2048 })],
  ...curves.map((curve) => [curve, generateKeyPairSync('ec', { namedCurve: curve })] as const),
  ['Ed25519', generateKeyPairSync('ed25519')],
  ['Ed448', generateKeyPairSync('ed448')],
  ['X25519', generateKeyPairSync('x25519')],
  ['X448', generateKeyPairSync('x448')],
]);
const pemOf = (key: KeyObject, type: 'spki' | 'pkcs8' | 'pkcs1' | 'sec1') =>
  key.export({ format: 'pem', type } as { format: 'pem'; type: 'spki' }) as string;

const length = (size: number) => (size < 128 ? [size] : [0x81, size]);

describe('import', () => {
  it.each([...pairs.keys()])('reads %s from SPKI, PKCS#8 and JWK alike', async (name) => {
    const pair = pairs.get(name);
    if (pair === undefined) throw new Error(name);
    const fromSpki = nodeCrypto.importPem(pemOf(pair.publicKey, 'spki'));
    const fromPkcs8 = nodeCrypto.importPem(pemOf(pair.privateKey, 'pkcs8'));
    expect(fromSpki.isPrivate).toBe(false);
    expect(fromPkcs8.isPrivate).toBe(true);
    expect(fromPkcs8.thumbprint).toBe(fromSpki.thumbprint);
    if (name === 'RSA-PSS') return;
    const jwk = pair.privateKey.export({ format: 'jwk' }) as JWK;
    const fromJwk = nodeCrypto.importJwk({ ...jwk });
    expect(fromJwk.thumbprint).toBe(fromSpki.thumbprint);
    expect(fromJwk.thumbprint).toBe(await calculateJwkThumbprint(jwk));
    expect(fromJwk.curve).toBe(name === 'RSA' ? undefined : name);
    expect(fromJwk.bits).toBe(fromSpki.bits);
  });

  it('reads PKCS#1 and SEC 1', () => {
    const { thumbprint } = nodeCrypto.importPem(pemOf(rsa.publicKey, 'spki'));
    expect(nodeCrypto.importPem(pemOf(rsa.publicKey, 'pkcs1')).thumbprint).toBe(thumbprint);
    expect(nodeCrypto.importPem(pemOf(rsa.privateKey, 'pkcs1')).thumbprint).toBe(thumbprint);
    for (const curve of curves) {
      const key = pairs.get(curve)?.privateKey as KeyObject;
      const sec1 = nodeCrypto.importPem(pemOf(key, 'sec1'));
      expect(sec1).toMatchObject({ curve, isPrivate: true });
    }
  });

  it.each(curves)('reads compressed points of %s, and no hybrid ones', (curve) => {
    const key = pairs.get(curve)?.publicKey as KeyObject;
    const der = key.export({ format: 'der', type: 'spki' });
    const jwk = key.export({ format: 'jwk' });
    const [x, y] = [jwk.x, jwk.y].map((text) => Buffer.from(text ?? '', 'base64url'));
    if (x === undefined || y === undefined) throw new Error(curve);
    const parity = (y.at(-1) ?? 0) & 1;
    const algorithm = der.subarray(der[1] === 0x81 ? 3 : 2).subarray(0, curve === 'P-256' ? 21 : 18);
    const spki = (point: Uint8Array) => {
      const bits = Buffer.concat([Buffer.from([3, ...length(point.length + 1), 0]), point]);
      const body = Buffer.concat([algorithm, bits]);
      const whole = Buffer.concat([Buffer.from([0x30, ...length(body.length)]), body]);
      return whole.toString('base64');
    };
    const { thumbprint } = nodeCrypto.importJwk({ ...jwk });
    const compressed = Buffer.concat([Buffer.from([2 + parity]), x]);
    expect(nodeCrypto.importPem(spki(compressed)).thumbprint).toBe(thumbprint);
    const hybrid = Buffer.concat([Buffer.from([6 + parity]), x, y]);
    expect(() => nodeCrypto.importPem(spki(hybrid))).toThrow(/not on the curve/);
    expect(() => nodeCrypto.importPem(spki(Buffer.alloc(1)))).toThrow(/not on the curve/);
  });

  it('reads an RSA private JWK that has no primes (RFC 7518 section 6.3.2)', () => {
    const { kty, n, e, d } = rsa.privateKey.export({ format: 'jwk' });
    expect(nodeCrypto.importJwk({ kty, n, e, d })).toMatchObject({ isPrivate: true, bits: 2048 });
  });

  it('reads PEM as people paste it', () => {
    const pem = pemOf(rsa.publicKey, 'spki');
    const { thumbprint } = nodeCrypto.importPem(pem);
    const bare = pem.split('\n').slice(1, -2).join('');
    const forms = [
      `\uFEFF${pem}`,
      pem.replaceAll('\n', '\r\n'),
      pem.replaceAll('\n', '\n    '),
      pem.trim().replaceAll('\n', '\\n'),
      `subject=CN = x\n${pem}\ntrailing words`,
      bare,
    ];
    for (const form of forms) expect(nodeCrypto.importPem(form).thumbprint).toBe(thumbprint);
  });

  it('shows no secret when a key is turned into JSON', () => {
    const key = nodeCrypto.importSecret(new Uint8Array([1, 2, 3]));
    expect(Object.keys(JSON.parse(JSON.stringify(key)))).toEqual(['type', 'bits', 'isPrivate', 'thumbprint']);
    expect(nodeCrypto.secretOf(key)).toEqual(new Uint8Array([1, 2, 3]));
  });
});

describe('import refuses', () => {
  const spki = pemOf(rsa.publicKey, 'spki');
  const jwk = rsa.publicKey.export({ format: 'jwk' }) as Record<string, string>;
  const ec = pairs.get('P-256')?.privateKey.export({ format: 'jwk' }) as Record<string, string>;
  const weak = generateKeyPairSync('rsa', { modulusLength: 512 }).publicKey;
  const dsa = generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).publicKey;
  const p224 = generateKeyPairSync('ec', { namedCurve: 'secp224r1' }).publicKey;
  const encrypted = (type: 'pkcs8' | 'pkcs1') =>
    rsa.privateKey.export({ format: 'pem', type, cipher: 'aes-256-cbc', passphrase: 'x' }) as string;
  const armour = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;
  const flip = (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
  const bigExponent = Buffer.concat([Buffer.from([1, 0, 0, 0, 0, 0, 0, 1])]).toString('base64url');

  it.each<[string, string, RegExp, string?]>([
    ['an empty text', '', /empty/],
    ['words', 'hello world!', /neither PEM nor base64/],
    ['a lone certificate request', armour('CERTIFICATE REQUEST'), /certificate request/],
    ['an OpenSSH key', armour('OPENSSH PRIVATE KEY'), /OpenSSH/],
    ['an SSH public key', 'ssh-rsa AAAAB3Nza me@host', /SSH public key/],
    ['a JWK where PEM is asked', '{"kty":"RSA"}', /JSON/],
    ['a token', 'eyJhbGciOiJSUzI1NiJ9.e30.AA', /token/],
    ['an encrypted PKCS#8 key', encrypted('pkcs8'), /encrypted private key/],
    ['an encrypted PKCS#1 key', encrypted('pkcs1'), /encrypted private key/],
    ['a PEM without its end', spki.slice(0, 200), /missing/],
    ['a PEM with a lost character', spki.replace('MIIB', 'MIB'), /damaged/],
    ['a PEM with half its body', spki.replace(/\n[^-]*\n-/, '\nMIIBIjANBgkq\n-'), /cut off/],
    ['512 bits', pemOf(weak, 'spki'), /512 bits/, 'ERR_KEY_UNSUPPORTED'],
    ['DSA', pemOf(dsa, 'spki'), /DSA/, 'ERR_KEY_UNSUPPORTED'],
    ['P-224', pemOf(p224, 'spki'), /1\.3\.132\.0\.33/, 'ERR_KEY_UNSUPPORTED'],
    ['a foreign block', armour('BANANA'), /unknown kind/, 'ERR_KEY_UNSUPPORTED'],
  ])('%s', (_name, pem, message, code = 'ERR_KEY_UNREADABLE') => {
    expect(() => nodeCrypto.importPem(pem)).toThrow(expect.objectContaining({ code, where: 'key' }));
    expect(() => nodeCrypto.importPem(pem)).toThrow(message);
  });

  it.each<[string, Record<string, unknown>, RegExp, string?]>([
    ['no kty', {}, /kty/],
    ['a JWKS', { keys: [] }, /set of keys/],
    ['an unknown kty', { kty: 'AKP' }, /kty/, 'ERR_KEY_UNSUPPORTED'],
    ['an unknown crv', { ...ec, crv: 'P-224' }, /crv/, 'ERR_KEY_UNSUPPORTED'],
    ['a missing member', { kty: 'RSA', n: jwk.n }, /"e"/],
    ['a number for a member', { ...jwk, n: 5 }, /not a string/],
    ['padded base64url', { ...jwk, e: 'AQAB====' }, /base64url/],
    ['an even exponent', { ...jwk, e: 'AQAC' }, /even/],
    ['exponent 1', { ...jwk, e: 'AQ' }, /exponent is 1/],
    ['a huge exponent', { ...jwk, e: bigExponent }, /57 bits/, 'ERR_KEY_UNSUPPORTED'],
    ['an even modulus', { ...jwk, n: `${jwk.n?.slice(0, -2)}AA` }, /even/],
    ['a modulus above 16384 bits', { ...jwk, n: 'f'.repeat(2800) }, /more than 16384/, 'ERR_KEY_UNSUPPORTED'],
    ['a point off the curve', { ...ec, d: undefined, y: flip(ec.y ?? '') }, /not on the curve/],
    ['halves of two keys', { ...ec, d: flip(ec.d ?? '') }, /belong together/],
    ['an Ed25519 key too short', { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }, /32 bytes/],
    ['an empty secret', { kty: 'oct', k: '' }, /base64url/],
    [
      'a foreign RSA private number',
      { ...(rsa.privateKey.export({ format: 'jwk' }) as Record<string, string>), d: 'AQAB' },
      /do not belong/,
    ],
    ['more than two primes', { ...jwk, oth: [] }, /two primes/, 'ERR_KEY_UNSUPPORTED'],
  ])('a JWK with %s', (_name, key, message, code = 'ERR_KEY_UNREADABLE') => {
    const given = Object.fromEntries(Object.entries(key).filter(([, value]) => value !== undefined));
    expect(() => nodeCrypto.importJwk(given)).toThrow(expect.objectContaining({ code }));
    expect(() => nodeCrypto.importJwk(given)).toThrow(message);
  });
});

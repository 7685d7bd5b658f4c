import type { CryptoKey, EcCurve, OkpCurve } from '../../../shared/core/crypto/crypto.ts';
import { fromBase64Url } from '../../../shared/core/encoding/base64.ts';
import { joinPoint, makeEcKey } from './ec-key.ts';
import { Fault, UnsupportedFault } from './key-error.ts';
import { makeSecretKey } from './oct-key.ts';
import { makeOkpKey } from './okp-key.ts';
import { makeRsaKey } from './rsa-key.ts';

type Jwk = Readonly<Record<string, unknown>>;

/** Above any number of a 16384-bit RSA key; longer texts are not worth decoding. */
const MAX_MEMBER_LENGTH = 65_536;
const EC_CURVES = ['P-256', 'P-384', 'P-521', 'secp256k1'] as const satisfies readonly EcCurve[];
const OKP_CURVES = ['Ed25519', 'Ed448', 'X25519', 'X448'] as const satisfies readonly OkpCurve[];

/**
 * Reads a JSON Web Key (RFC 7517, RFC 7518 section 6, RFC 8037, RFC 8812).
 *
 * @throws Fault, UnsupportedFault
 */
export function readJwk(jwk: Jwk): CryptoKey {
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk))
    throw new Fault('a JWK is a JSON object');
  switch (own(jwk, 'kty')) {
    case 'RSA':
      return readRsa(jwk);
    case 'EC': {
      const curve = namedCurve(jwk, EC_CURVES);
      return makeEcKey(curve, joinPoint(curve, bytes(jwk, 'x'), bytes(jwk, 'y')), optionalBytes(jwk, 'd'));
    }
    case 'OKP':
      return makeOkpKey(namedCurve(jwk, OKP_CURVES), bytes(jwk, 'x'), optionalBytes(jwk, 'd'));
    case 'oct':
      return makeSecretKey(bytes(jwk, 'k'));
    case undefined:
      throw new Fault(
        Array.isArray(own(jwk, 'keys')) ? 'this is a set of keys, not one key' : 'it has no member "kty"',
        'Give a JWK with the members its "kty" asks for (RFC 7518 section 6), or a JWKS document.',
      );
    default:
      throw new UnsupportedFault('its "kty" is not RSA, EC, OKP or oct');
  }
}

function readRsa(jwk: Jwk): CryptoKey {
  if (own(jwk, 'oth') !== undefined) throw new UnsupportedFault('it has more than two primes ("oth")');
  const d = optionalBytes(jwk, 'd');
  const p = optionalBytes(jwk, 'p');
  const q = optionalBytes(jwk, 'q');
  const secrets = d && { d, ...(p === undefined ? {} : { p }), ...(q === undefined ? {} : { q }) };
  return makeRsaKey(bytes(jwk, 'n'), bytes(jwk, 'e'), secrets);
}

function own(jwk: Jwk, name: string): unknown {
  return Object.hasOwn(jwk, name) ? jwk[name] : undefined;
}

function namedCurve<Curve extends string>(jwk: Jwk, known: readonly Curve[]): Curve {
  const name = own(jwk, 'crv');
  const curve = known.find((candidate) => candidate === name);
  if (curve !== undefined) return curve;
  if (name === undefined) throw new Fault('it has no member "crv"');
  throw new UnsupportedFault(`its "crv" is not one of ${known.join(', ')}`);
}

function bytes(jwk: Jwk, name: string): Uint8Array {
  const found = optionalBytes(jwk, name);
  if (found === undefined) throw new Fault(`it has no member "${name}"`);
  return found;
}

function optionalBytes(jwk: Jwk, name: string): Uint8Array | undefined {
  const text = own(jwk, name);
  if (text === undefined) return undefined;
  if (typeof text !== 'string') throw new Fault(`its member "${name}" is not a string`);
  if (text.length > MAX_MEMBER_LENGTH) throw new Fault(`its member "${name}" is too long for a key`);
  const decoded = fromBase64Url(text);
  if (decoded === undefined || decoded.length === 0) {
    throw new Fault(
      `its member "${name}" is not base64url without padding`,
      'Encode the number big-endian in base64url: letters, digits, "-" and "_" only, no "=" (RFC 7518 section 2).',
    );
  }
  return decoded;
}

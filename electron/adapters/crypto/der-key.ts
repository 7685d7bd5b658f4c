import type { CryptoKey, EcCurve, OkpCurve } from '../../../shared/core/crypto/crypto.ts';
import { DerReader, TAG } from './der.ts';
import { makeEcKey } from './ec-key.ts';
import { Fault, UnsupportedFault } from './key-error.ts';
import { makeOkpKey } from './okp-key.ts';
import { makeRsaKey } from './rsa-key.ts';

const RSA = '1.2.840.113549.1.1.1';
const RSA_PSS = '1.2.840.113549.1.1.10';
const EC = '1.2.840.10045.2.1';
const EC_CURVES: Readonly<Record<string, EcCurve>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
  '1.3.132.0.10': 'secp256k1',
};
const OKP_CURVES: Readonly<Record<string, OkpCurve>> = {
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
};
const OTHERS: Readonly<Record<string, string>> = {
  '1.2.840.10040.4.1': 'it is a DSA key',
  '1.2.840.10046.2.1': 'it is a Diffie-Hellman key',
  '1.2.840.113549.1.1.7': 'it is an RSA-OAEP key',
};

type Algorithm =
  | { readonly type: 'rsa' }
  | { readonly type: 'ec'; readonly curve: EcCurve }
  | { readonly type: 'okp'; readonly curve: OkpCurve };

/** Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7). @throws Fault, UnsupportedFault */
export function readSpki(der: Uint8Array): CryptoKey {
  const outer = new DerReader(der);
  const spki = outer.sequence();
  outer.end();
  const algorithm = readAlgorithm(spki.sequence());
  const key = spki.bitString();
  spki.end();
  if (algorithm.type === 'rsa') return readRsaPublicKey(key);
  return algorithm.type === 'ec'
    ? makeEcKey(algorithm.curve, key, undefined)
    : makeOkpKey(algorithm.curve, key, undefined);
}

/** Reads an RSAPublicKey (RFC 8017 appendix A.1.1). @throws Fault, UnsupportedFault */
export function readRsaPublicKey(der: Uint8Array): CryptoKey {
  const outer = new DerReader(der);
  const numbers = outer.sequence();
  outer.end();
  const n = numbers.unsigned();
  const e = numbers.unsigned();
  numbers.end();
  return makeRsaKey(n, e, undefined);
}

/** Reads an RSAPrivateKey with two primes (RFC 8017 appendix A.1.2). @throws Fault, UnsupportedFault */
export function readRsaPrivateKey(der: Uint8Array): CryptoKey {
  const outer = new DerReader(der);
  const numbers = outer.sequence();
  outer.end();
  if (numbers.unsigned().some((byte) => byte !== 0)) {
    throw new UnsupportedFault('it has more than two primes');
  }
  const [n, e, d, p, q] = [1, 2, 3, 4, 5].map(() => numbers.unsigned());
  for (let crtValue = 0; crtValue < 3; crtValue++) numbers.unsigned();
  numbers.end();
  if (!n || !e || !d || !p || !q) throw new Fault('it lacks a number');
  return makeRsaKey(n, e, { d, p, q });
}

/** Reads an ECPrivateKey (RFC 5915 section 3). @param outerCurve the curve a PKCS#8 wrapper names @throws Fault */
export function readSec1(der: Uint8Array, outerCurve?: EcCurve): CryptoKey {
  const outer = new DerReader(der);
  const fields = outer.sequence();
  outer.end();
  fields.unsigned();
  const scalar = fields.next(TAG.octetString).content;
  const parameters = fields.optional(0xa0);
  const innerCurve = parameters === undefined ? undefined : readCurve(new DerReader(parameters));
  const wrappedPoint = fields.optional(0xa1);
  const point = wrappedPoint === undefined ? undefined : new DerReader(wrappedPoint).bitString();
  fields.end();
  if (outerCurve !== undefined && innerCurve !== undefined && outerCurve !== innerCurve) {
    throw new Fault('it names two different curves');
  }
  const curve = outerCurve ?? innerCurve;
  if (curve === undefined) throw new Fault('it does not name its curve');
  return makeEcKey(curve, point, scalar);
}

/** Reads a PrivateKeyInfo or OneAsymmetricKey (RFC 5958 section 2). @throws Fault, UnsupportedFault */
export function readPkcs8(der: Uint8Array): CryptoKey {
  const outer = new DerReader(der);
  const info = outer.sequence();
  outer.end();
  info.unsigned();
  const algorithm = readAlgorithm(info.sequence());
  const key = info.next(TAG.octetString).content;
  if (algorithm.type === 'rsa') return readRsaPrivateKey(key);
  if (algorithm.type === 'ec') return readSec1(key, algorithm.curve);
  const inner = new DerReader(key);
  const scalar = inner.next(TAG.octetString).content;
  inner.end();
  return makeOkpKey(algorithm.curve, undefined, scalar);
}

function readAlgorithm(algorithm: DerReader): Algorithm {
  const oid = algorithm.oid();
  if (oid === RSA || oid === RSA_PSS) return { type: 'rsa' };
  if (oid === EC) return { type: 'ec', curve: readCurve(algorithm) };
  const okp = OKP_CURVES[oid];
  if (okp !== undefined) return { type: 'okp', curve: okp };
  throw new UnsupportedFault(OTHERS[oid] ?? `its algorithm ${oid} is unknown`);
}

function readCurve(parameters: DerReader): EcCurve {
  if (parameters.peek() !== TAG.oid) {
    throw new UnsupportedFault(
      'its curve is spelled out in parameters instead of named',
      'Export the key with a named curve, for example: openssl ec -in key.pem -param_enc named_curve.',
    );
  }
  const oid = parameters.oid();
  const curve = EC_CURVES[oid];
  if (curve === undefined) {
    throw new UnsupportedFault(`its curve ${oid} is not P-256, P-384, P-521 or secp256k1`);
  }
  return curve;
}

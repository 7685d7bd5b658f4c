import type { JoseKey } from './jose-key.ts';
import { CONTENT_ALGORITHMS, KEY_ALGORITHMS, type KeyAlgorithm } from './jwe-algorithms.ts';
import type { JoseHeader, JweFailure } from './jwe-outcome.ts';

type Choice =
  | { readonly ok: true; readonly algorithm: KeyAlgorithm; readonly keys: readonly JoseKey[] }
  | JweFailure;

const AGREEMENT_CURVES: readonly (string | undefined)[] = ['P-256', 'P-384', 'P-521', 'X25519', 'X448'];

/**
 * Picks the keys that can open a message of this header: of the algorithm's kind and size, meant for encryption by their own
 * `use`, `key_ops` and `alg` (RFC 7517 section 4), those with the header's `kid` first. A key of another kid comes last, for
 * people hand over keys under other names than the sender's.
 */
export function fittingKeys(header: JoseHeader, enc: string, keys: readonly JoseKey[]): Choice {
  const { alg, kid } = header;
  if (typeof alg !== 'string') return { ok: false, reason: 'header-invalid', member: 'alg' };
  const algorithm = KEY_ALGORITHMS.get(alg);
  if (algorithm === undefined) return { ok: false, reason: 'alg-unsupported', member: 'alg', value: alg };
  const ofKind = keys.filter((key) => isMeant(key, alg, enc) && isOfKind(key, algorithm, header));
  const usable = ofKind.filter(({ key }) => key.isPrivate);
  if (usable.length === 0) return { ok: false, reason: ofKind.length === 0 ? 'no-key' : 'key-is-public' };
  const rank = (key: JoseKey) => (key.kid === kid ? 0 : key.kid === undefined ? 1 : 2);
  return { ok: true, algorithm, keys: usable.toSorted((a, b) => rank(a) - rank(b)) };
}

function isMeant({ alg, use, keyOps }: JoseKey, wanted: string, enc: string): boolean {
  if (use !== undefined && use !== 'enc') return false;
  const isAnyOperation = keyOps?.some((operation) =>
    ['decrypt', 'unwrapKey', 'deriveKey', 'deriveBits'].includes(operation),
  );
  if (isAnyOperation === false) return false;
  return alg === undefined || alg === wanted || (wanted === 'dir' && alg === enc);
}

function isOfKind({ key }: JoseKey, algorithm: KeyAlgorithm, header: JoseHeader): boolean {
  switch (algorithm.mode) {
    case 'rsa-pkcs1':
    case 'rsa-oaep':
      return key.type === 'rsa';
    case 'agreement':
    case 'agreement-kw':
      return AGREEMENT_CURVES.includes(key.curve) && key.curve === ephemeralCurve(header);
    case 'password':
      return key.type === 'oct';
    case 'direct':
      return (
        key.type === 'oct' && key.bits === (CONTENT_ALGORITHMS.get(String(header.enc))?.keySize ?? 0) * 8
      );
    case 'aes-kw':
    case 'gcm-kw':
      return key.type === 'oct' && key.bits === algorithm.keySize * 8;
  }
}

function ephemeralCurve({ epk }: JoseHeader): unknown {
  return typeof epk === 'object' && epk !== null && 'crv' in epk ? epk.crv : undefined;
}

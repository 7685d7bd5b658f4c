import { toBase64Url } from '../encoding/base64.ts';
import { fromHex } from '../encoding/hex.ts';
import type { RingKey } from '../inspector/key-ring.ts';
import { fitsAlgorithm, nameOfKey, type SignatureAlgorithm } from './algorithms.ts';
import { shortened } from './json-part.ts';

/** The keys that may verify a signature, or why there is none. */
export type KeyChoice =
  | { readonly ok: true; readonly keys: readonly RingKey[] }
  | {
      readonly ok: false;
      /** `unfit`: the key the token names is of another kind than its algorithm; `unknown`: there is no such key. */
      readonly reason: 'unfit' | 'unknown';
      readonly message: string;
      readonly expected: string;
      readonly actual: string;
      /** Keys of the right kind under other names, to tell whether one of them would do. */
      readonly others: readonly RingKey[];
    };

/** EdDSA is the older name for what RFC 9864 calls Ed25519 and Ed448. */
function sameAlgorithm(ofKey: string, wanted: string): boolean {
  if (ofKey === wanted) return true;
  const edwards = ['EdDSA', 'Ed25519', 'Ed448'];
  return edwards.includes(ofKey) && edwards.includes(wanted);
}

/** @returns why the key must not verify with this algorithm, undefined where it may (RFC 7517 section 4). */
function objection(one: RingKey, algorithm: SignatureAlgorithm): string | undefined {
  const { key, alg, use, keyOps } = one;
  if (!fitsAlgorithm(key, algorithm)) return `it is ${nameOfKey(key)}`;
  if (use !== undefined && use !== 'sig') return `its "use" is "${use}"`;
  if (keyOps !== undefined && !keyOps.includes('verify') && !keyOps.includes('sign'))
    return 'its "key_ops" do not hold "verify"';
  if (alg !== undefined && !sameAlgorithm(alg, algorithm.name)) return `its "alg" is "${alg}"`;
  return undefined;
}

/** @returns how a reader finds the key again. */
export function labelOf(one: RingKey): string {
  return one.kid ?? one.certificate?.subject ?? one.key.thumbprint;
}

function listed(keys: readonly RingKey[]): string {
  const names = keys.slice(0, 8).map(labelOf);
  return keys.length > 8 ? `${names.join(', ')} and ${keys.length - 8} more` : names.join(', ');
}

/**
 * Chooses among the given keys (RFC 7515 section 6 and appendix D): those with the token's kid, else those without one; all
 * that fit where the token names none. The key decides the algorithm (RFC 8725 section 3.1).
 *
 * @param keys all trusted keys, at least one
 * @param kid of the header
 * @param thumbprints x5t and x5t#S256 of the header, which name a certificate like a kid does
 */
export function chooseKeys(
  keys: readonly RingKey[],
  algorithm: SignatureAlgorithm,
  kid: string | undefined,
  thumbprints: readonly string[],
): KeyChoice {
  const fitting = keys.filter((key) => objection(key, algorithm) === undefined);
  const expected = algorithm.keyName;
  if (kid === undefined) {
    if (fitting.length > 0) return { ok: true, keys: fitting };
    return unfit(keys, algorithm, expected);
  }
  const named = keys.filter((key) => key.kid === kid);
  if (named.length > 0) {
    const usable = named.filter((key) => fitting.includes(key));
    return usable.length > 0 ? { ok: true, keys: usable } : unfit(named, algorithm, expected);
  }
  const byCertificate = fitting.filter((key) => thumbprints.some((print) => hasThumbprint(key, print)));
  const nameless = fitting.filter((key) => key.kid === undefined || key.fromSet !== true);
  const chosen = [...new Set([...byCertificate, ...nameless])];
  if (chosen.length > 0) return { ok: true, keys: chosen };
  const unnamed = keys.filter((key) => key.kid === undefined);
  if (fitting.length === 0 && unnamed.length > 0) return unfit(unnamed, algorithm, expected);
  return {
    ok: false,
    reason: 'unknown',
    message: 'None of the given keys has the key id that the token names.',
    expected: shortened(kid),
    actual: listed(keys),
    others: fitting,
  };
}

function unfit(keys: readonly RingKey[], algorithm: SignatureAlgorithm, expected: string): KeyChoice {
  const first = keys[0] as RingKey;
  const why = objection(first, algorithm) ?? 'it does not fit';
  const which = keys.length === 1 ? `The key ${labelOf(first)}` : `None of the ${keys.length} keys`;
  return {
    ok: false,
    reason: 'unfit',
    message:
      keys.length === 1
        ? `${which} must not be used with ${algorithm.name}: ${why}.`
        : `${which} may be used with ${algorithm.name}.`,
    expected,
    actual: [...new Set(keys.map(({ key }) => nameOfKey(key)))].slice(0, 5).join(', '),
    others: [],
  };
}

/** @returns whether a certificate has this SHA-1 or SHA-256 thumbprint, base64url. */
export function hasThumbprint(one: RingKey, thumbprint: string): boolean {
  if (one.x5t === thumbprint || one.x5tS256 === thumbprint) return true;
  if (one.certificate === undefined) return false;
  const { sha1, sha256 } = one.certificate;
  return [sha1, sha256].some((hash) => toBase64Url(fromHex(hash)) === thumbprint);
}

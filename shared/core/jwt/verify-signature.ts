import type { Crypto } from '../crypto/crypto.ts';
import type { KeyRing, RingKey } from '../inspector/key-ring.ts';
import type { CheckValues } from '../rules/check-list.ts';
import { nameOfKey, SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from './algorithms.ts';
import { shortened } from './json-part.ts';
import { chooseKeys, labelOf } from './key-choice.ts';
import type { JwtRuleId } from './rules.ts';

/** One signature with everything needed to verify it. */
export interface SignatureCase {
  /** `alg` of the header, as text where it is anything else than a string. */
  readonly algorithm: string | undefined;
  readonly kid: string | undefined;
  /** x5t and x5t#S256 of the header. */
  readonly thumbprints: readonly string[];
  /** A `jwk` or `x5c` key of the header: never trusted, only to explain a failure. */
  readonly embedded: () => RingKey | undefined;
  /** Absent where it could not be decoded. */
  readonly signature: Uint8Array | undefined;
  /** What may have been signed, the most likely first; none where the content is missing. */
  readonly inputs: readonly (() => Uint8Array)[];
}

export interface Verified {
  readonly status: 'verified';
  readonly algorithm: SignatureAlgorithm;
  readonly key: RingKey;
}

/** A signature that is wrong, or that nothing can be said about. */
export interface NotVerified {
  readonly status: 'failed' | 'not-checked' | 'no-key';
  readonly algorithm: string;
  readonly rule: JwtRuleId;
  readonly message: string;
  readonly values: CheckValues;
}

export type SignatureOutcome = Verified | NotVerified;

/**
 * Verifies one JWS signature (RFC 7515 section 5.2) with the given keys only.
 *
 * @param one the signature
 * @param keys the reader's keys
 */
export function verifySignature(one: SignatureCase, keys: KeyRing, crypto: Crypto): SignatureOutcome {
  const name = one.algorithm ?? '';
  const not = (
    status: NotVerified['status'],
    rule: JwtRuleId,
    message: string,
    values: CheckValues = {},
  ): NotVerified => ({ status, algorithm: name === '' ? 'none' : shortened(name), rule, message, values });

  if (name === '') return not('failed', 'signature.algorithm', 'The header names no algorithm.');
  if (name.trim().toLowerCase() === 'none')
    return not('failed', 'signature.algorithm', 'The token is not signed: its algorithm is "none".', {
      actual: name,
    });
  const algorithm = SIGNATURE_ALGORITHMS.get(name);
  if (algorithm === undefined) return not(...unknownAlgorithm(name, keys));
  if (one.signature === undefined)
    return not('failed', 'signature.value', 'The signature cannot be decoded, so nothing proves the token.');
  if (one.signature.length === 0)
    return not('failed', 'signature.value', 'The signature is empty.', {
      fix: 'Copy the whole token: its third part is missing.',
    });
  if (keys.trust.length === 0)
    return not('not-checked', 'signature.key', 'No key was given, so the signature was not checked.', {
      ...(one.kid === undefined ? {} : { actual: `key id ${shortened(one.kid)}` }),
    });
  const choice = chooseKeys(keys.trust, algorithm, one.kid, one.thumbprints);
  if (!choice.ok) {
    const { expected, actual } = choice;
    if (choice.reason === 'unfit')
      return not(one.kid === undefined ? 'no-key' : 'failed', 'signature.algorithm', choice.message, {
        expected,
        actual: `${name} with ${actual}`,
        fix: fixForUnfit(algorithm),
      });
    const other = verifyingKey(choice.others, algorithm, one, crypto);
    const hint =
      other === undefined ? '' : ` The key ${labelOf(other)} would verify it: the token names the wrong one.`;
    return not('no-key', 'signature.key', choice.message + hint, { expected, actual });
  }
  if (one.inputs.length === 0)
    return not('not-checked', 'signature.value', 'The signed content is not here, so nothing was verified.');
  const key = verifyingKey(choice.keys, algorithm, one, crypto);
  if (key !== undefined) return { status: 'verified', algorithm, key };
  return not('failed', 'signature.value', ...whyWrong(one, algorithm, choice.keys, crypto));
}

function unknownAlgorithm(
  name: string,
  keys: KeyRing,
): [NotVerified['status'], JwtRuleId, string, CheckValues] {
  const sameLetters = [...SIGNATURE_ALGORITHMS.keys()].find(
    (known) => known.toLowerCase() === name.trim().toLowerCase(),
  );
  const hint = sameLetters === undefined ? '' : ` It is written "${sameLetters}".`;
  return [
    keys.trustGiven ? 'failed' : 'not-checked',
    'signature.algorithm',
    `The algorithm is not one of those registered for signatures.${hint}`,
    { actual: shortened(name) },
  ];
}

function fixForUnfit(algorithm: SignatureAlgorithm): string {
  return algorithm.type === 'oct'
    ? 'Refuse the token: a public key used as a shared secret is a known forgery. Let the key decide the algorithm.'
    : 'Give a key of the kind the algorithm needs, or refuse the token: the key decides the algorithm.';
}

function verifyingKey(
  keys: readonly RingKey[],
  algorithm: SignatureAlgorithm,
  one: SignatureCase,
  crypto: Crypto,
): RingKey | undefined {
  const { signature } = one;
  if (signature === undefined) return undefined;
  for (const input of one.inputs) {
    const bytes = input();
    const key = keys.find((candidate) => crypto.verify(algorithm.scheme, candidate.key, bytes, signature));
    if (key !== undefined) return key;
  }
  return undefined;
}

const P1363_BYTES: Readonly<Record<string, number>> = {
  'P-256': 64,
  secp256k1: 64,
  'P-384': 96,
  'P-521': 132,
  Ed25519: 64,
  Ed448: 114,
};

/** How long a signature of this key is (RFC 7518 sections 3.2 to 3.5, RFC 8032). */
function signatureBytes(algorithm: SignatureAlgorithm, { key }: RingKey): number | undefined {
  if (key.type === 'rsa') return Math.ceil(key.bits / 8);
  if (key.type === 'oct') return algorithm.minimumBits / 8;
  return P1363_BYTES[key.curve ?? ''];
}

function whyWrong(
  one: SignatureCase,
  algorithm: SignatureAlgorithm,
  keys: readonly RingKey[],
  crypto: Crypto,
): [message: string, values: CheckValues] {
  const first = keys[0] as RingKey;
  const tried = keys.length === 1 ? `the key ${labelOf(first)}` : `any of ${keys.length} keys`;
  const length = one.signature?.length ?? 0;
  const wanted = signatureBytes(algorithm, first);
  if (keys.length === 1 && wanted !== undefined && wanted !== length) {
    const isDer = algorithm.scheme.scheme === 'ecdsa' && one.signature?.[0] === 0x30;
    return [
      isDer
        ? 'The signature is in DER; JOSE wants r and s one after the other.'
        : `The signature has ${length} bytes, where ${nameOfKey(first.key)} makes ${wanted}.`,
      {
        expected: `${wanted} bytes`,
        actual: `${length} bytes`,
        ...(length < wanted && !isDer
          ? { fix: 'Copy the whole token again: its end seems to be cut off.' }
          : {}),
      },
    ];
  }
  const embedded = one.embedded();
  const signsItself =
    embedded !== undefined && verifyingKey([embedded], algorithm, one, crypto) !== undefined;
  return [
    `The signature does not verify with ${tried}.${signsItself ? ' It verifies with the key in the token’s own header, which proves nothing: anybody can make such a token.' : ''}`,
    {
      ...(one.kid === undefined ? {} : { expected: `signed by ${shortened(one.kid)}` }),
      ...(signsItself
        ? { fix: 'Refuse the token: it was signed with a key that it brought along itself.' }
        : {}),
    },
  ];
}

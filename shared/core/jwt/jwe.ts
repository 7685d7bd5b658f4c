import type { Crypto } from '../crypto/crypto.ts';
import type { JoseKey } from './jose-key.ts';
import { CONTENT_ALGORITHMS } from './jwe-algorithms.ts';
import { decryptContent } from './jwe-content.ts';
import { joinHeaders } from './jwe-header.ts';
import { contentKey, type KeyAttempt } from './jwe-key.ts';
import { fittingKeys } from './jwe-key-choice.ts';
import {
  type JoseHeader,
  type JweFailure,
  type JweFailureReason,
  type JweOutcome,
  MAX_INFLATED_BYTES,
  MAX_PBES2_ITERATIONS,
} from './jwe-outcome.ts';
import type { ParsedJwe } from './jwe-parse.ts';

/** How telling a failure is: of several recipients the most telling one is reported. */
const TELLING: readonly JweFailureReason[] = [
  'no-key',
  'key-is-public',
  'alg-unsupported',
  'header-invalid',
  'p2c-too-large',
  'not-decrypted',
];

/**
 * Opens a JWE for the first recipient that one of the keys fits (RFC 7516 section 5.2): every algorithm of RFC 7518, RFC 8037
 * and RSA-OAEP-384/512; `zip` and `p2c` capped.
 *
 * @param jwe what parseJwe gave
 * @param keys keys to try; those of the recipient's `kid` first
 * @returns the plaintext, or a reason; never throws for any content
 */
export function decryptJwe(jwe: ParsedJwe, keys: readonly JoseKey[], crypto: Crypto): JweOutcome {
  const attempt: KeyAttempt = { crypto, iterationsLeft: MAX_PBES2_ITERATIONS };
  let failure: JweFailure = { ok: false, reason: 'no-key' };
  for (const [recipient, { header: own, encryptedKey }] of jwe.recipients.entries()) {
    const joined = joinHeaders(jwe.protectedHeader, jwe.sharedHeader, own);
    const outcome = joined.ok ? openFor(recipient, joined.header, encryptedKey) : joined;
    if (outcome.ok) return outcome;
    if (isFinal(outcome)) return outcome;
    if (TELLING.indexOf(outcome.reason) >= TELLING.indexOf(failure.reason)) failure = outcome;
  }
  return failure;

  function openFor(recipient: number, header: JoseHeader, encryptedKey: Uint8Array): JweOutcome {
    const enc = typeof header.enc === 'string' ? header.enc : undefined;
    if (enc === undefined) return { ok: false, reason: 'header-invalid', member: 'enc', header };
    const content = CONTENT_ALGORITHMS.get(enc);
    if (content === undefined) {
      return { ok: false, reason: 'enc-unsupported', member: 'enc', value: enc, header };
    }
    const choice = fittingKeys(header, enc, keys);
    if (!choice.ok) return { ...choice, header };
    for (const key of choice.keys) {
      const found = contentKey(choice.algorithm, content, header, encryptedKey, key.key, attempt);
      if (!found.ok) return { ...found, header };
      const plaintext = found.cek && decryptContent(content, jwe, found.cek, crypto);
      if (plaintext !== undefined) return inflate(plaintext, recipient, header, key);
    }
    return { ok: false, reason: 'not-decrypted', header };
  }

  function inflate(plaintext: Uint8Array, recipient: number, header: JoseHeader, key: JoseKey): JweOutcome {
    if (header.zip === undefined) return { ok: true, plaintext, header, key, recipient };
    const inflated = crypto.inflateRaw(plaintext, MAX_INFLATED_BYTES);
    if (inflated === 'too-large') return { ok: false, reason: 'inflate-too-large', member: 'zip', header };
    if (inflated === undefined) return { ok: false, reason: 'inflate-failed', member: 'zip', header };
    return { ok: true, plaintext: inflated, header, key, recipient };
  }
}

/** A fault of the message as a whole, whichever recipient is looked at. */
function isFinal({ reason, member }: JweFailure): boolean {
  return !TELLING.includes(reason) || (reason === 'header-invalid' && member === 'enc');
}

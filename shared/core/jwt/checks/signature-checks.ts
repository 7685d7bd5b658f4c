import type { RingKey } from '../../inspector/key-ring.ts';
import type { SignatureReport } from '../../inspector/report.ts';
import { durationText, isoOf } from '../../saml/instant.ts';
import { nameOfKey, SIGNATURE_ALGORITHMS } from '../algorithms.ts';
import { shortened } from '../json-part.ts';
import type { Judgement } from '../judgement.ts';
import { hasThumbprint, labelOf } from '../key-choice.ts';
import type { NotVerified, SignatureCase, SignatureOutcome, Verified } from '../verify-signature.ts';

/** @returns what the report says of one signature. */
export function reportSignature(outcome: SignatureOutcome, covers: readonly string[]): SignatureReport {
  if (outcome.status === 'verified')
    return {
      status: 'pass',
      algorithm: outcome.algorithm.name,
      signedBy: signerOf(outcome.key),
      covers,
    };
  return {
    status: outcome.status === 'not-checked' ? 'not-checked' : 'fail',
    algorithm: outcome.algorithm,
    covers,
  };
}

function signerOf(key: RingKey): string {
  return key.source === 'certificate' && key.certificate !== undefined
    ? key.certificate.sha256
    : key.key.thumbprint;
}

/**
 * Judges all signatures of a token together: one verified signature makes it trusted, a wrong one makes it invalid, and one
 * that only lacks its key is named (RFC 7515 section 5.2 leaves the rest to the application).
 *
 * @returns whether a trusted key signed it
 */
export function judgeSignatures(
  judgement: Judgement,
  cases: readonly SignatureCase[],
  outcomes: readonly SignatureOutcome[],
  now: number,
): boolean {
  const verified = outcomes.some(({ status }) => status === 'verified');
  for (const [index, outcome] of outcomes.entries()) {
    const prefix = outcomes.length === 1 ? '' : `Signature ${index + 1}: `;
    if (outcome.status === 'verified') passSignature(judgement, outcome, cases[index], now, prefix);
    else if (outcome.status === 'no-key' && verified)
      judgement.warn('signature.others', `${prefix}${outcome.message}`, outcome.values);
    else reject(judgement, outcome, prefix);
  }
  if (outcomes.length > 1 && outcomes.every(({ status }) => status === 'verified'))
    judgement.pass('signature.others', `All ${outcomes.length} signatures verify.`);
  return verified;
}

function reject(judgement: Judgement, outcome: NotVerified, prefix: string): void {
  const { rule, message, values, status } = outcome;
  if (status === 'not-checked') judgement.notChecked(rule, prefix + message, values);
  else judgement.fail(rule, prefix + message, values);
  const known = SIGNATURE_ALGORITHMS.get(outcome.algorithm);
  if (rule !== 'signature.algorithm' && known !== undefined)
    judgement.pass('signature.algorithm', `${prefix}The algorithm is ${known.name}.`, { actual: known.name });
}

function passSignature(
  judgement: Judgement,
  { algorithm, key }: Verified,
  one: SignatureCase | undefined,
  now: number,
  prefix: string,
): void {
  judgement.pass('signature.algorithm', `${prefix}${algorithm.name} fits the key, ${nameOfKey(key.key)}.`, {
    actual: algorithm.name,
  });
  const isOther = one?.kid !== undefined && key.kid !== undefined && one.kid !== key.kid;
  judgement.pass(
    'signature.key',
    isOther
      ? `${prefix}The key you gave fits, though it is called ${key.kid}.`
      : `${prefix}The key is ${labelOf(key)}.`,
    one?.kid === undefined ? {} : { expected: shortened(one.kid), actual: key.kid ?? labelOf(key) },
  );
  judgement.pass('signature.value', `${prefix}The signature verifies.`);
  checkThumbprint(judgement, key, one?.thumbprints ?? [], prefix);
  checkCertificate(judgement, key, now, prefix);
  checkStrength(judgement, { status: 'verified', algorithm, key }, prefix);
}

function checkThumbprint(
  judgement: Judgement,
  key: RingKey,
  thumbprints: readonly string[],
  prefix: string,
): void {
  const hasAny = key.certificate !== undefined || key.x5t !== undefined || key.x5tS256 !== undefined;
  if (!hasAny || thumbprints.length === 0) return;
  const other = thumbprints.find((thumbprint) => !canCompare(key, thumbprint));
  if (other === undefined)
    judgement.pass('signature.thumbprint', `${prefix}The header names the certificate that verified it.`);
  else
    judgement.warn(
      'signature.thumbprint',
      `${prefix}The header names another certificate than the one given.`,
      {
        expected: key.certificate === undefined ? (key.x5t ?? '') : `SHA-256 ${key.certificate.sha256}`,
        actual: other,
      },
    );
}

/** Without the certificate itself, only a thumbprint of the same hash can be held against the one in the JWK. */
function canCompare(key: RingKey, thumbprint: string): boolean {
  if (hasThumbprint(key, thumbprint)) return true;
  if (key.certificate !== undefined) return false;
  return thumbprint.length === 27 ? key.x5t === undefined : key.x5tS256 === undefined;
}

function checkCertificate(judgement: Judgement, key: RingKey, now: number, prefix: string): void {
  if (key.source !== 'certificate' || key.certificate === undefined) return;
  const { notBefore, notAfter } = key.certificate;
  const values = { expected: `${isoOf(notBefore)} to ${isoOf(notAfter)}`, actual: isoOf(now) };
  if (now > notAfter)
    judgement.warn(
      'signature.certificate',
      `${prefix}The certificate expired ${durationText(now - notAfter)} ago.`,
      values,
    );
  else if (now < notBefore)
    judgement.warn(
      'signature.certificate',
      `${prefix}The certificate becomes valid in ${durationText(notBefore - now)}.`,
      values,
    );
  else
    judgement.pass(
      'signature.certificate',
      `${prefix}The certificate is valid for another ${durationText(notAfter - now)}.`,
      values,
    );
}

function checkStrength(judgement: Judgement, { algorithm, key }: Verified, prefix: string): void {
  const { bits } = key.key;
  if (algorithm.minimumBits === 0) return;
  const values = { expected: `at least ${algorithm.minimumBits} bits`, actual: `${bits} bits` };
  if (bits < algorithm.minimumBits)
    judgement.warn('signature.key-strength', `${prefix}The key is too short for ${algorithm.name}.`, values);
  else judgement.pass('signature.key-strength', `${prefix}The key is long enough.`, values);
}

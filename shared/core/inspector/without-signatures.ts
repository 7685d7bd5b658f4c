import type { Check, InspectedMessage } from './report.ts';

const ABOUT_KEYS = /^(?:signature|encryption)\./;

/**
 * What a redacted message can still say: its signatures and encrypted parts were replaced with everything else, so that a
 * failure there would be redaction's own.
 *
 * @param message judged without keys
 */
export function withoutSignatures(message: InspectedMessage): InspectedMessage {
  const checks = message.checks.map(
    (check): Check =>
      ABOUT_KEYS.test(check.id)
        ? {
            id: check.id,
            status: 'not-checked',
            message: 'Redacted: cannot be verified again.',
            spec: check.spec,
          }
        : check,
  );
  const failed = checks.filter(({ status }) => status === 'fail');
  const more = failed.length === 1 ? '' : ` ${failed.length - 1} more failed.`;
  return {
    ...message,
    verdict: failed.length > 0 ? 'invalid' : 'unverified',
    summary:
      failed[0] === undefined
        ? 'Unverified: redacted evidence, whose signatures cannot be verified again.'
        : `Invalid, and redacted: ${failed[0].message}${more}`,
    checks,
    signatures: message.signatures.map((signature) => ({ ...signature, status: 'not-checked' })),
  };
}

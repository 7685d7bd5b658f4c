import type { Check, InspectedMessage } from '../../../../shared/core/inspector/report.ts';
import type { FederationRefusal } from './federation.ts';

/** Which failed check of the verifier Entra words how; the first row that fits says it. */
const REASONS: readonly (readonly [RegExp, number, (check: Check) => string])[] = [
  [
    /^(xml|transport|encoding)\b|^structure\.kind$/,
    20012,
    (check) => `There was an issue with the WS-Federation message: ${check.message}`,
  ],
  [
    /^structure\./,
    50008,
    (check) => `Unable to verify token signature: the SAML assertion is malformed. ${check.message}`,
  ],
  [
    /^issuer$/,
    50107,
    (check) => `The requested federation realm object '${check.actual ?? ''}' does not exist.`,
  ],
  [
    /^(signature|issuer\.signer)\b/,
    50006,
    (check) => `Signature verification failed because of an invalid signature. ${check.message}`,
  ],
  [/^time\./, 500133, (check) => `Assertion is not within its valid time range. ${check.message}`],
  [
    /./,
    50008,
    (check) =>
      `Unable to verify token signature: SAML assertion is missing or misconfigured in the token. ${check.message}`,
  ],
];

/**
 * What Entra answers to a verdict on a WS-Federation message.
 *
 * @returns undefined where the message is valid and says who signed in
 */
export function refusalOf(message: InspectedMessage): FederationRefusal | undefined {
  if (message.kind !== 'ws-fed-response')
    return {
      aadsts: 20012,
      message: 'There was an issue with the WS-Federation message: it is no RequestSecurityTokenResponse.',
    };
  if (message.verdict === 'valid') return undefined;
  const failed = message.checks.filter(({ status }) => status === 'fail');
  for (const [pattern, aadsts, text] of REASONS) {
    const check = failed.find(({ id }) => pattern.test(id));
    if (check !== undefined) return { aadsts, message: text(check) };
  }
  return { aadsts: 50006, message: 'Signature verification failed because of an invalid signature.' };
}

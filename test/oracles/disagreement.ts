import type { InspectedMessage } from '../../shared/core/inspector/report.ts';
import type { Opinion } from './opinion.ts';

export type OracleName = 'xmlsec1' | 'xml-crypto' | 'node-saml' | 'samlify';

/** One row's key of docs/verifier-differences.md: who, which way, and the class of the reason. */
export type DisagreementKey = `${OracleName} | ${'accepts' | 'refuses'} | ${string}`;

/** They say nothing about times, names or audiences. */
export const VERIFIES_SIGNATURES_ONLY: readonly OracleName[] = ['xmlsec1', 'xml-crypto'];

const ABOUT_SIGNATURE = /^(xml|structure|signature|encryption)\./;

/** What our refusal rests on, as far as the oracle looks at such things: the first failed check tells the class. */
function ourReason(oracle: OracleName, message: InspectedMessage): string | undefined {
  const failed = message.checks.filter((check) => check.status === 'fail').map((check) => check.id);
  if (VERIFIES_SIGNATURES_ONLY.includes(oracle)) return failed.find((id) => ABOUT_SIGNATURE.test(id));
  return failed[0] ?? (message.verdict === 'valid' ? undefined : 'no trusted signature');
}

/**
 * Compares two verdicts on one message.
 *
 * @param limit what in the message is beyond the oracle (known-limits.ts); their own words stand where there is no excuse
 * @returns undefined where they agree
 */
export function disagreement(
  oracle: OracleName,
  ours: InspectedMessage,
  theirs: Opinion,
  limit?: string,
): DisagreementKey | undefined {
  const reason = ourReason(oracle, ours);
  if (!theirs.accepted)
    return reason === undefined ? `${oracle} | refuses | ${limit ?? theirs.reason}` : undefined;
  if (reason !== undefined) return `${oracle} | accepts | ${reason}`;
  const ourName = ours.subject?.nameId;
  if (theirs.nameId === undefined || theirs.nameId === ourName) return undefined;
  const how = theirs.nameId.trim() === ourName?.trim() ? 'white space around the name' : 'another name';
  return `${oracle} | accepts | ${how}`;
}

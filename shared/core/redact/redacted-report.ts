import type { Check, ClaimReport, MessageReport, SignatureReport } from '../inspector/report.ts';
import { JWT_RULES } from '../jwt/rules.ts';
import type { Rule } from '../rules/rule.ts';
import { SAML_RULES } from '../saml/rules.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { isPublicClaim } from './redact-candidate.ts';

const RULES: Readonly<Record<string, Rule>> = { ...SAML_RULES, ...JWT_RULES };
/** Behind a rule's title, which says how it should be. */
const ANSWER: Readonly<Record<Check['status'], string>> = {
  pass: '',
  fail: ': no',
  warn: ': with a warning',
  'not-checked': ': not checked',
};
/** What these say depends on keys and bytes that redaction takes away. */
const ABOUT_KEYS = /^(?:signature|encryption)\./;
const VERDICT_WORDS = { valid: 'Valid', invalid: 'Invalid', unverified: 'Unverified' } as const;

/**
 * Writes the reports of an original message with the words of its redacted twin: every check with the original's status,
 * and no text, value or claim that was not found in redacted text.
 *
 * @param original the reports of one found message and what is inside it, as judged
 * @param redacted the reports of the same message after redaction; encrypted content is missing there
 * @param names the map both were redacted with
 */
export function redactedReports(
  original: readonly MessageReport[],
  redacted: readonly MessageReport[],
  names: Pseudonyms,
): MessageReport[] {
  const reports: MessageReport[] = [];
  // Messages are aligned from outside to inside; what was inside encrypted content has no twin and ends the list.
  for (const [index, report] of original.entries()) {
    const twin = redacted[index];
    if (twin === undefined) break;
    reports.push(redactedReport(report, twin, names));
  }
  return reports;
}

function redactedReport(original: MessageReport, twin: MessageReport, names: Pseudonyms): MessageReport {
  const checks = redactedChecks(original.checks, twin.checks);
  const { subject, issuer, audiences, notBefore, notOnOrAfter, relayState } = twin;
  return {
    kind: original.kind,
    verdict: original.verdict,
    summary: summaryOf(original, checks),
    checks,
    signatures: redactedSignatures(original.signatures, twin.signatures),
    claims: redactedClaims(original.claims, twin.claims, names),
    ...(original.subject === undefined || subject === undefined ? {} : { subject }),
    ...(original.issuer === undefined || issuer === undefined ? {} : { issuer }),
    ...(original.audiences === undefined || audiences === undefined ? {} : { audiences }),
    ...(original.notBefore === undefined || notBefore === undefined ? {} : { notBefore }),
    ...(original.notOnOrAfter === undefined || notOnOrAfter === undefined ? {} : { notOnOrAfter }),
    ...(original.relayState === undefined || relayState === undefined ? {} : { relayState }),
    notChecked: original.notChecked,
    source: original.source,
    ...(original.parent === undefined ? {} : { parent: original.parent }),
  };
}

function redactedChecks(original: readonly Check[], twin: readonly Check[]): Check[] {
  const waiting = [...twin];
  return original.map(({ id, status }) => {
    const at = waiting.findIndex((check) => check.id === id && check.status === status);
    const [found] = at === -1 || ABOUT_KEYS.test(id) ? [] : waiting.splice(at, 1);
    return found ?? checkOfRule(id, status);
  });
}

/** A check in the words of its rule, which know no message. */
function checkOfRule(id: string, status: Check['status']): Check {
  const rule = Object.hasOwn(RULES, id) ? RULES[id] : undefined;
  const trouble = status === 'fail' || status === 'warn';
  return {
    id,
    status,
    message: `${rule?.title ?? id}${ANSWER[status]}.`,
    spec: rule?.spec ?? '',
    ...(trouble && rule !== undefined ? { fix: rule.fix } : {}),
    ...(trouble && rule?.symptom !== undefined ? { symptom: rule.symptom } : {}),
  };
}

function summaryOf({ verdict, notChecked }: MessageReport, checks: readonly Check[]): string {
  const failed = checks.filter(({ status }) => status === 'fail');
  if (verdict === 'invalid') {
    const more = failed.length - 1;
    const others = more < 1 ? '' : ` ${more} more check${more === 1 ? '' : 's'} failed.`;
    return `Invalid: ${failed[0]?.id ?? ''} failed. ${failed[0]?.message ?? ''}${others}`;
  }
  const open = notChecked.length === 0 ? '' : `; not checked: ${notChecked.join(', ')}`;
  return `${VERDICT_WORDS[verdict]}${open}.`;
}

function redactedSignatures(
  original: readonly SignatureReport[],
  twin: readonly SignatureReport[],
): SignatureReport[] {
  return original.flatMap(({ status, covers }, index) => {
    const found = twin[index];
    if (found === undefined) return [];
    const { algorithm, digest } = found;
    return [{ status, algorithm, ...(digest === undefined ? {} : { digest }), covers }];
  });
}

/** Only claims the original shows, so that what a forged message hides stays hidden. */
function redactedClaims(
  original: readonly ClaimReport[],
  twin: readonly ClaimReport[],
  names: Pseudonyms,
): ClaimReport[] {
  const waiting = original.map(({ name, signed }) => ({
    name: isPublicClaim(name) ? name : names.name(name),
    signed,
  }));
  return twin.flatMap((claim) => {
    const at = waiting.findIndex(({ name }) => name === claim.name);
    const [found] = at === -1 ? [] : waiting.splice(at, 1);
    return found === undefined ? [] : [{ ...claim, signed: found.signed }];
  });
}

import type { JoseCandidate } from '../inspector/candidate.ts';
import type {
  Check,
  InspectedMessage,
  MessageKind,
  MessageReport,
  SignatureReport,
  Verdict,
} from '../inspector/report.ts';
import { verdictOf } from '../rules/check-list.ts';
import { publishedTime } from '../saml/instant.ts';
import { type Claims, reportClaims } from './claims.ts';
import type { Judgement } from './judgement.ts';

/** What a judge found out about one token. */
export interface Findings {
  readonly kind: MessageKind;
  /** True where a trusted key signed what the token claims. */
  readonly trusted: boolean;
  readonly signatures: readonly SignatureReport[];
  readonly claims?: Claims | undefined;
  /** Why it is unverified, where there is more to say than that no key was given. */
  readonly doubt?: string | undefined;
}

const KIND_NAMES: Readonly<Partial<Record<MessageKind, string>>> = { jwt: 'JWT', jws: 'JWS', jwe: 'JWE' };

function enumeration(names: readonly string[]): string {
  const words = [...names];
  const last = words.pop();
  return words.length === 0 ? (last ?? '') : `${words.join(', ')} and ${last}`;
}

function summaryOf(
  findings: Findings,
  verdict: Verdict,
  checks: readonly Check[],
  asked: readonly string[],
): string {
  const name = KIND_NAMES[findings.kind] ?? 'token';
  if (verdict === 'invalid') {
    const failed = checks.filter(({ status }) => status === 'fail');
    const more = failed.length - 1;
    return `Invalid ${name}: ${failed[0]?.message ?? ''}${more === 0 ? '' : ` ${more} more check${more === 1 ? '' : 's'} failed.`}`;
  }
  const open = asked.length === 0 ? '' : `; ${enumeration(asked)} not checked`;
  if (verdict === 'valid') return `Signature valid${open}.`;
  const doubt = findings.doubt ?? 'no key was given, so nothing proves who wrote it';
  return `Unverified ${name}: ${doubt}${open}.`;
}

function valuesOf(claims: Claims | undefined): Partial<MessageReport> {
  if (claims === undefined) return {};
  const { subject, issuer, audiences, notBefore, expiry } = claims;
  const start = notBefore === undefined ? undefined : publishedTime(notBefore * 1000);
  const end = expiry === undefined ? undefined : publishedTime(expiry * 1000);
  return {
    ...(subject === undefined ? {} : { subject: { nameId: subject } }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(audiences.length === 0 ? {} : { audiences }),
    ...(start === undefined ? {} : { notBefore: start }),
    ...(end === undefined ? {} : { notOnOrAfter: end }),
  };
}

/** Makes the report of one token (docs/cli.md, `inspect`). The flow sets its place among the others. */
export function reportOf(
  candidate: JoseCandidate,
  judgement: Judgement,
  findings: Findings,
): InspectedMessage {
  const checks = judgement.checks.list();
  const verdict = verdictOf(checks, findings.trusted);
  const asked = judgement.questionsNotAsked;
  return {
    kind: findings.kind,
    verdict,
    summary: summaryOf(findings, verdict, checks, asked),
    checks,
    signatures: findings.signatures,
    claims: findings.claims === undefined ? [] : reportClaims(findings.claims.root, findings.trusted),
    ...valuesOf(findings.claims),
    notChecked: asked,
    source: { form: candidate.form, index: 0 },
    views: judgement.views(),
  };
}

import type { XmlCandidate } from '../inspector/candidate.ts';
import type {
  Check,
  ClaimReport,
  InspectedMessage,
  MessageKind,
  MessageReport,
  SignatureReport,
  Verdict,
} from '../inspector/report.ts';
import { verdictOf } from '../rules/check-list.ts';
import type { AssertionFacts } from './facts.ts';
import { type Instant, publishedTime } from './instant.ts';
import type { Judgement } from './judgement.ts';

/** What a judge found out, before it becomes a report. */
export interface Findings {
  readonly kind: MessageKind;
  /** True where a trusted key's signature covers what the message claims. */
  readonly trusted: boolean;
  readonly signatures: readonly SignatureReport[];
  readonly claims?: readonly ClaimReport[];
  /** The assertion whose values the report may show. */
  readonly facts?: AssertionFacts | undefined;
  /** Issuer of a message without an assertion. */
  readonly issuer?: string | undefined;
}

const KIND_NAMES: Readonly<Record<MessageKind, string>> = {
  'saml-response': 'SAML response',
  'saml-assertion': 'SAML assertion',
  'saml-authn-request': 'SAML authentication request',
  'saml-logout-request': 'SAML logout request',
  'saml-logout-response': 'SAML logout response',
  'saml-metadata': 'SAML metadata',
  'ws-fed-response': 'WS-Federation response',
  jwt: 'JWT',
  jws: 'JWS',
  jwe: 'JWE',
  unknown: 'XML document',
};

function enumeration(names: readonly string[]): string {
  const words = names.map((name) => name.replaceAll('-', ' '));
  const last = words.pop();
  return words.length === 0 ? (last ?? '') : `${words.join(', ')} and ${last}`;
}

function summaryOf(
  judgement: Judgement,
  checks: readonly Check[],
  verdict: Verdict,
  kind: MessageKind,
): string {
  if (verdict === 'invalid') {
    const failed = checks.filter(({ status }) => status === 'fail');
    const more = failed.length - 1;
    const others = more === 0 ? '' : ` ${more} more check${more === 1 ? '' : 's'} failed.`;
    return `Invalid ${KIND_NAMES[kind]}: ${failed[0]?.message ?? ''}${others}`;
  }
  const asked = judgement.questionsNotAsked;
  const open = asked.length === 0 ? '' : `; ${enumeration(asked)} not checked`;
  if (verdict === 'valid') return `Signature valid${open}.`;
  return `Unverified ${KIND_NAMES[kind]}: ${doubtOf(judgement)}, so nothing proves who wrote it${open}.`;
}

function doubtOf({ checks }: Judgement): string {
  if (checks.has('signature.present', 'not-checked')) return 'it is encrypted and was not opened';
  return checks.has('signature.present', 'warn')
    ? 'nothing in it is signed'
    : 'no trusted certificate was given';
}

function time(name: 'notBefore' | 'notOnOrAfter', instant: Instant | undefined): { [name]?: string } {
  const time = instant?.ms === undefined ? undefined : publishedTime(instant.ms);
  return time === undefined ? {} : { [name]: time };
}

function valuesOf(findings: Findings): Partial<MessageReport> {
  const { facts } = findings;
  if (facts === undefined) return findings.issuer === undefined ? {} : { issuer: findings.issuer };
  const nameId = facts.nameId;
  const audiences = facts.conditions?.audiences.flat() ?? [];
  return {
    ...(nameId === undefined
      ? {}
      : {
          subject: {
            nameId: nameId.value,
            ...(nameId.format === undefined ? {} : { format: nameId.format }),
          },
        }),
    ...(facts.issuer === undefined ? {} : { issuer: facts.issuer }),
    ...(audiences.length === 0 ? {} : { audiences }),
    ...time('notBefore', facts.conditions?.notBefore),
    ...time('notOnOrAfter', facts.conditions?.notOnOrAfter),
  };
}

/** Makes the report of one message (docs/cli.md, `inspect`). The flow sets its place among the others. */
export function reportOf(
  candidate: XmlCandidate,
  judgement: Judgement,
  findings: Findings,
): InspectedMessage {
  const checks = judgement.checks.list();
  const verdict = verdictOf(checks, findings.trusted);
  return {
    kind: findings.kind,
    verdict,
    summary: summaryOf(judgement, checks, verdict, findings.kind),
    checks,
    signatures: findings.signatures,
    claims: findings.claims ?? [],
    ...valuesOf(findings),
    ...(candidate.relayState === undefined ? {} : { relayState: candidate.relayState }),
    notChecked: judgement.questionsNotAsked,
    source: { form: candidate.form, index: 0 },
    views: judgement.views(),
  };
}

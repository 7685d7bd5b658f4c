import { nodeInspectorPorts } from '../../../electron/compose/inspector-ports.ts';
import { JWT_CLAIMS } from '../../../shared/core/claims/describe-claim.ts';
import { fromUtf8 } from '../../../shared/core/encoding/utf8.ts';
import { EVIDENCE_FORMS, type Evidence } from '../../../shared/core/evidence/evidence.ts';
import type { InspectOptions } from '../../../shared/core/inspector/options.ts';
import type { MessageReport } from '../../../shared/core/inspector/report.ts';
import { JWT_RULES } from '../../../shared/core/jwt/rules.ts';
import { isPublicHost, isPublicSegment, isVocabulary } from '../../../shared/core/redact/vocabulary.ts';
import { SAML_RULES } from '../../../shared/core/saml/rules.ts';
import { collect } from '../../../shared/flows/inspector/collect.ts';
import {
  evidenceText,
  type Finding,
  judgeFindings,
  makeEvidence,
} from '../../../shared/flows/inspector/evidence.ts';
import type { ByteSource } from '../../../shared/ports/byte-source.ts';

const SIGNAL = new AbortController().signal;
const STRUCTURE = /^(?:structure|xml|token)\./;

function sourceOf(content: string | Uint8Array): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name: 'test',
    async *chunks() {
      yield bytes;
    },
  };
}

/** What `fedbench inspect` finds in a text. @throws WorkbenchError where that is nothing */
export async function find(input: string | Uint8Array, options: InspectOptions): Promise<Finding[]> {
  const collected = await collect(nodeInspectorPorts, sourceOf(input), SIGNAL, () => undefined);
  return judgeFindings(nodeInspectorPorts, collected, options, SIGNAL);
}

/** @returns each way in which the evidence of an input breaks its promises; none for an input without messages */
export async function brokenPromises(input: string | Uint8Array, options: InspectOptions): Promise<string[]> {
  const findings = await find(input, options).catch(() => []);
  if (findings.length === 0) return [];
  const whole = evidence(findings, options, false);
  // Encrypted content stays closed in redacted evidence.
  const closed = await find(input, { ...options, decryptKeys: [] });
  const redacted = evidence(findings, options, true);
  return [
    ...(await roundTrip('whole', whole, options)),
    ...(await roundTrip('redacted', redacted, options)),
    ...(await structureKept(evidence(closed, options, false), redacted, options)),
    ...findings.flatMap(({ reports }, index) =>
      reportKept(reports, evidence([findings[index] as Finding], options, true)),
    ),
    ...leaks(findings, redacted),
  ];
}

function evidence(findings: readonly Finding[], options: InspectOptions, redact: boolean): Evidence {
  return makeEvidence(nodeInspectorPorts, { findings, options, madeBy: 'test', redact });
}

async function again(made: Evidence, options: InspectOptions): Promise<MessageReport[]> {
  return (await find(evidenceText(made, 'json'), options)).flatMap(({ reports }) => reports);
}

async function roundTrip(name: string, made: Evidence, options: InspectOptions): Promise<string[]> {
  const reports = await again(made, options).catch((thrown: unknown) => String(thrown));
  if (typeof reports === 'string') return [`${name} evidence is not read again: ${reports}`];
  if (reports.length !== made.messages.length)
    return [`${name} evidence of ${made.messages.length} messages gives ${reports.length}`];
  const kinds = (list: readonly MessageReport[]): string => list.map(({ kind }) => kind).join(' ');
  const before = kinds(made.messages.map(({ report }) => report));
  return kinds(reports) === before ? [] : [`${name} evidence of ${before} gives ${kinds(reports)}`];
}

/** The structure checks of each message before redaction, and of the redacted message judged again. */
async function structureKept(
  whole: Evidence,
  redacted: Evidence,
  options: InspectOptions,
): Promise<string[]> {
  const judged = await again(redacted, options).catch(() => []);
  const [before, after] = [whole.messages.map(({ report }) => report), judged].map((reports) =>
    reports.filter(({ parent }) => parent === undefined).map(structure),
  ) as [string[], string[]];
  return before.flatMap((original, index) =>
    original === after[index] ? [] : [`judged again: ${difference(original, after[index] ?? '')}`],
  );
}

/** Verdict and checks of the report that redacted evidence shows are the original's. */
function reportKept(original: readonly MessageReport[], redacted: Evidence): string[] {
  return redacted.messages.flatMap(({ report }, index) => {
    const before = original[index];
    return before !== undefined && outcome(before) === outcome(report) ? [] : ['the report differs'];
  });
}

function outcome({ verdict, checks }: MessageReport): string {
  return `${verdict} ${checks.map(({ id, status }) => `${id}=${status}`).join(' ')}`;
}

function structure({ checks }: MessageReport): string {
  const found = checks.filter(({ id }) => STRUCTURE.test(id)).map(({ id, status }) => `${id}=${status}`);
  return [...new Set(found)].sort().join(' ');
}

function difference(before: string, after: string): string {
  const [a, b] = [before.split(' '), after.split(' ')];
  return `${a.filter((one) => !b.includes(one)).join(' ')} became ${b.filter((one) => !a.includes(one)).join(' ')}`;
}

/** Words the evidence may hold whatever the message was. */
const STATIC_WORDS = [
  JSON.stringify([JWT_RULES, SAML_RULES, JWT_CLAIMS]),
  'redacted person domain example attribute path message messages family text encoding base64 form report kind verdict summary',
].join(' ');

function leaks(findings: readonly Finding[], redacted: Evidence): string[] {
  const texts = EVIDENCE_FORMS.map((form) => evidenceText(redacted, form));
  // The messages themselves once more, decoded as far as anybody would.
  for (const { family, text, encoding } of redacted.messages)
    texts.push(
      family === 'jose'
        ? text
            .split(/[."\s]/)
            .map(decoded)
            .join('\n')
        : encoding === undefined
          ? text
          : decoded(text),
    );
  const haystack = texts.join('\n');
  const values = new Set(findings.flatMap(valuesOf));
  return [...values]
    .filter(
      (value) =>
        value.length > 3 && !isVocabulary(value) && !isPublicAddress(value) && !STATIC_WORDS.includes(value),
    )
    .filter((value) =>
      /^[\w.]{1,12}$/.test(value)
        ? standsAlone(haystack, value)
        : haystack.includes(value) ||
          haystack.includes(Buffer.from(value).toString('base64').replace(/=+$/, '').slice(0, -1)),
    )
    .map((value) => `holds ${value.slice(0, 80)}`);
}

function standsAlone(haystack: string, value: string): boolean {
  return new RegExp(`(?<![\\w.])${value.replaceAll('.', '\\.')}(?![\\w.])`).test(haystack);
}

function decoded(part: string): string {
  return Buffer.from(part, 'base64url').toString('utf8');
}

/** Everything of a message that speaks of somebody: what the report shows, and what stands in its text. */
function valuesOf({ candidate, reports }: Finding): string[] {
  const shown = reports.flatMap((report) => [
    ...report.claims.flatMap(({ values }) => values),
    ...report.signatures.flatMap(({ signedBy }) => signedBy ?? []),
    report.subject?.nameId ?? '',
    report.issuer ?? '',
    ...(report.audiences ?? []),
    report.notBefore ?? '',
    report.notOnOrAfter ?? '',
  ]);
  if (candidate === undefined) return shown;
  if (candidate.family === 'jose') return [...shown, ...candidate.text.split('.').slice(1)];
  const text = fromUtf8(candidate.bytes) ?? '';
  const ids = [...text.matchAll(/\s(?:ID|AssertionID|InResponseTo|SessionIndex)="([^"]*)"/g)].map(
    ([, id]) => id ?? '',
  );
  const content = [...text.matchAll(/>([^<>&]{6,200})</g)].map(([, value]) => value?.trim() ?? '');
  return [...shown, ...ids, ...content];
}

/** The address of a service that is the same for everybody. */
function isPublicAddress(value: string): boolean {
  const [, host, rest] = /^https:\/\/([^/]+)(.*)$/.exec(value) ?? [];
  return host !== undefined && isPublicHost(host) && (rest ?? '').split('/').every(isPublicSegment);
}

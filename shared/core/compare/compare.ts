import type { ClaimReport, MessageReport } from '../inspector/report.ts';
import { comparableName } from './counterparts.ts';
import { insightsOf } from './insights.ts';
import { isVolatile } from './volatile.ts';

export const ROW_STATUSES = ['same', 'changed', 'only-a', 'only-b'] as const;
type RowStatus = (typeof ROW_STATUSES)[number];

/** One claim or property of two messages, side by side. */
export interface ComparisonRow {
  /** The claim's name, or `message.…` for what is not a claim. */
  readonly name: string;
  readonly friendlyName?: string;
  readonly status: RowStatus;
  /** Values in the first message; empty where it has none. */
  readonly a: readonly string[];
  readonly b: readonly string[];
  /** True for ids and times that differ between any two messages. */
  readonly volatile: boolean;
  readonly meaning: string;
}

/** What two messages differ in. */
export interface Comparison {
  readonly a: ComparedMessage;
  readonly b: ComparedMessage;
  /** Changed rows first, then those of one side, then equal ones; volatile rows last. */
  readonly rows: readonly ComparisonRow[];
  /** What the difference means, in sentences. */
  readonly insights: readonly string[];
  /** False where something besides volatile values differs. */
  readonly same: boolean;
}

interface ComparedMessage {
  readonly kind: MessageReport['kind'];
  readonly verdict: MessageReport['verdict'];
  readonly summary: string;
}

interface Property {
  readonly name: string;
  readonly meaning: string;
  readonly values: (message: MessageReport) => readonly (string | undefined)[];
}

const PROPERTIES: readonly Property[] = [
  { name: 'message.kind', meaning: 'What the message is.', values: (m) => [m.kind] },
  { name: 'message.issuer', meaning: 'Who issued the message.', values: (m) => [m.issuer] },
  {
    name: 'message.audiences',
    meaning: 'For whom the message was issued.',
    values: (m) => m.audiences ?? [],
  },
  { name: 'message.subject', meaning: 'Whom the message speaks of.', values: (m) => [m.subject?.nameId] },
  { name: 'message.subjectFormat', meaning: 'How the subject is named.', values: (m) => [m.subject?.format] },
  { name: 'message.notBefore', meaning: 'From when it counts.', values: (m) => [m.notBefore] },
  { name: 'message.notOnOrAfter', meaning: 'Until when it counts.', values: (m) => [m.notOnOrAfter] },
  {
    name: 'message.signatureAlgorithm',
    meaning: 'How it is signed.',
    values: (m) => m.signatures.map((signature) => signature.algorithm),
  },
  {
    name: 'message.signedBy',
    meaning: 'The key or certificate that verified it.',
    values: (m) => m.signatures.map((signature) => signature.signedBy),
  },
];

/**
 * Compares two messages claim by claim; order of values does not count, as neither JWT (RFC 7519 section 4) nor SAML
 * (core section 2.7.3.1) gives it a meaning.
 *
 * @param a the first message, for instance the guest's, or the one before
 * @param b the second
 */
export function compareMessages(a: MessageReport, b: MessageReport): Comparison {
  const rows: ComparisonRow[] = [];
  for (const property of PROPERTIES) {
    const row = rowOf(
      property.name,
      undefined,
      property.meaning,
      present(property.values(a)),
      present(property.values(b)),
    );
    if (row !== undefined) rows.push(row);
  }
  const crossKind = a.kind !== b.kind;
  const inA = claimsByName(a, crossKind);
  const inB = claimsByName(b, crossKind);
  for (const name of new Set([...inA.keys(), ...inB.keys()])) {
    const claim = (inA.get(name) ?? inB.get(name)) as ClaimReport;
    const row = rowOf(
      name,
      claim.friendlyName,
      claim.meaning,
      inA.get(name)?.values ?? [],
      inB.get(name)?.values ?? [],
    );
    if (row !== undefined) rows.push(row);
  }
  return {
    a: { kind: a.kind, verdict: a.verdict, summary: a.summary },
    b: { kind: b.kind, verdict: b.verdict, summary: b.summary },
    rows: rows
      .map((row, position) => ({ row, position }))
      .sort(byWeight)
      .map(({ row }) => row),
    insights: insightsOf(a, b),
    same: rows.every((row) => row.volatile || row.status === 'same'),
  };
}

function present(values: readonly (string | undefined)[]): string[] {
  return values.filter((value): value is string => value !== undefined);
}

/** Claims by the name they are compared under; a claim that stands twice gives the values of both. */
function claimsByName(message: MessageReport, crossKind: boolean): Map<string, ClaimReport> {
  const found = new Map<string, ClaimReport>();
  for (const claim of message.claims) {
    const name = crossKind ? comparableName(claim.name) : claim.name;
    const before = found.get(name);
    found.set(
      name,
      before === undefined ? claim : { ...before, values: [...before.values, ...claim.values] },
    );
  }
  return found;
}

function rowOf(
  name: string,
  friendlyName: string | undefined,
  meaning: string,
  a: readonly string[],
  b: readonly string[],
): ComparisonRow | undefined {
  if (a.length === 0 && b.length === 0) return undefined;
  let status: RowStatus = equalAsSets(a, b) ? 'same' : 'changed';
  if (a.length === 0) status = 'only-b';
  else if (b.length === 0) status = 'only-a';
  return {
    name,
    ...(friendlyName === undefined ? {} : { friendlyName }),
    status,
    a,
    b,
    volatile: isVolatile(name),
    meaning,
  };
}

function equalAsSets(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const sorted = [...b].sort();
  return [...a].sort().every((value, index) => value === sorted[index]);
}

const WEIGHT: Readonly<Record<RowStatus, number>> = { changed: 0, 'only-a': 1, 'only-b': 1, same: 2 };

function byWeight(
  x: { row: ComparisonRow; position: number },
  y: { row: ComparisonRow; position: number },
): number {
  const weight = (row: ComparisonRow): number => WEIGHT[row.status] + (row.volatile ? 10 : 0);
  return weight(x.row) - weight(y.row) || x.position - y.position;
}

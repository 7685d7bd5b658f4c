import { type JsonNode, memberOf } from '../../json/node.ts';
import { type JsonProblem, parseJson } from '../../json/parse.ts';
import { lineAndColumn } from '../../xml/position.ts';
import type { Severity } from '../access-rule.ts';
import { QUOTAS } from '../quotas.ts';
import { lintStatement } from './lint-statement.ts';
import { POLICY_RULES, type PolicyRuleId } from './policy-rules.ts';

/** Something in a policy that AWS refuses or that is likely not meant. */
export interface PolicyFinding {
  readonly id: PolicyRuleId;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
  readonly spec: string;
  /** UTF-16 offsets into the text; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** Notes a finding at a place of the text. */
export type Note = (id: PolicyRuleId, place: { start: number; end: number }, message: string) => void;

/** Beyond these characters a policy is only told to be too long. */
const MAX_LINTED = 8 * QUOTAS.inlinePolicyWithWhiteSpace;
const ELEMENTS = new Set(['Version', 'Id', 'Statement']);

/**
 * Judges the text of an inline policy by POLICY_RULES. Runs in time linear in the text; never throws.
 *
 * @param text the policy as it will be sent to PutInlinePolicyToPermissionSet
 * @returns findings in the order of the text
 */
export function lintPolicy(text: string): PolicyFinding[] {
  const findings: PolicyFinding[] = [];
  const note: Note = (id, { start, end }, message) => {
    const { severity, fix, spec } = POLICY_RULES[id];
    findings.push({ id, severity, message, fix, spec, start, end, ...lineAndColumn(text, start) });
  };
  lintSize(text, note);
  if (text.length > MAX_LINTED) return findings;
  const { root, problems } = parseJson(text);
  for (const problem of problems)
    note(
      problem.kind === 'duplicate' ? 'policy.duplicate-member' : 'policy.json',
      problem,
      problemText(problem),
    );
  if (root !== undefined) lintRoot(root, note);
  return findings.sort((a, b) => a.start - b.start);
}

/** @returns characters that count against the quota: all but white space */
export function policySize(text: string): number {
  return text.replace(/\s/g, '').length;
}

function lintSize(text: string, note: Note): void {
  const size = policySize(text);
  const whole = { start: 0, end: text.length };
  if (size > QUOTAS.inlinePolicyCharacters)
    note(
      'policy.size',
      whole,
      `The policy has ${size} characters without white space; AWS takes ${QUOTAS.inlinePolicyCharacters}.`,
    );
  else if (text.length > QUOTAS.inlinePolicyWithWhiteSpace)
    note(
      'policy.size',
      whole,
      `The policy has ${text.length} characters; the API takes ${QUOTAS.inlinePolicyWithWhiteSpace}.`,
    );
}

function lintRoot(root: JsonNode, note: Note): void {
  if (root.kind !== 'object') {
    note('policy.statement', root, 'A policy is an object.');
    return;
  }
  for (const { name, start, nameEnd } of root.members)
    if (!ELEMENTS.has(name))
      note('policy.unknown-element', { start, end: nameEnd }, `A policy has no element ${quoted(name)}.`);
  const version = memberOf(root, 'Version');
  const opening = { start: root.start, end: root.start + 1 };
  if (version === undefined) note('policy.version', opening, 'The policy names no version.');
  else if (version.kind !== 'string' || version.value !== '2012-10-17')
    note('policy.version', version, 'The version is not 2012-10-17.');
  const statement = memberOf(root, 'Statement');
  if (statement === undefined) {
    note('policy.statement', opening, 'The policy has no statement.');
    return;
  }
  const statements = statement.kind === 'array' ? statement.items : [statement];
  if (statements.length === 0) note('policy.statement', statement, 'The list of statements is empty.');
  const sids = new Set<string>();
  for (const item of statements) {
    if (item.kind === 'object') lintStatement(item, sids, note);
    else note('policy.statement', item, 'A statement is an object.');
  }
}

function problemText(problem: JsonProblem): string {
  switch (problem.kind) {
    case 'bom':
      return 'The text begins with a byte order mark.';
    case 'trailing':
      return `After the policy stands ${quoted(problem.found)}.`;
    case 'depth':
      return 'The policy is nested too deeply.';
    case 'duplicate':
      return `${quoted(problem.found)} stands twice in one object.`;
    case 'non-finite':
      return `${problem.found} is no number that can be held.`;
    case 'lone-surrogate':
      return 'A character is cut in half.';
    case 'syntax':
      return problem.found === '' ? 'The text ends too early.' : `Not expected here: ${problem.found}`;
  }
}

/** @returns the text in quotation marks, cut where it is long */
function quoted(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
}

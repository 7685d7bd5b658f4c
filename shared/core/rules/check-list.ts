import type { Check, CheckStatus, Verdict } from '../inspector/report.ts';
import { RULE_STAGES, type RuleTable } from './rule.ts';

/** The values a check compared, and a fix better than the table's where the case allows one. */
export interface CheckValues {
  readonly expected?: string;
  readonly actual?: string;
  readonly fix?: string;
}

/**
 * Collects the outcome of rules of one table, in any order, and gives them back in the order of the stages.
 *
 * @example
 * const checks = new CheckList(JWT_RULES, { strict: false });
 * checks.fail('token.expiry', 'The token expired 3 hours ago.', { expected: 'after …', actual: '…' });
 */
export class CheckList<Id extends string> {
  readonly #table: RuleTable<Id>;
  readonly #strict: boolean;
  readonly #found: { readonly id: Id; readonly stage: number; readonly check: Check }[] = [];

  constructor(table: RuleTable<Id>, options: { strict: boolean }) {
    this.#table = table;
    this.#strict = options.strict;
  }

  pass(id: Id, message: string, values: CheckValues = {}): void {
    this.#add(id, 'pass', message, values);
  }

  fail(id: Id, message: string, values: CheckValues = {}): void {
    this.#add(id, 'fail', message, values);
  }

  /** A warning; under `--strict` a failure where the rule says that it matters to a relying party. */
  warn(id: Id, message: string, values: CheckValues = {}): void {
    this.#add(id, this.#strict && this.#table[id].strict === true ? 'fail' : 'warn', message, values);
  }

  notChecked(id: Id, message: string, values: CheckValues = {}): void {
    this.#add(id, 'not-checked', message, values);
  }

  has(id: Id, status?: CheckStatus): boolean {
    return this.#found.some(
      (entry) => entry.id === id && (status === undefined || entry.check.status === status),
    );
  }

  get failed(): boolean {
    return this.#found.some((entry) => entry.check.status === 'fail');
  }

  /** The checks so far: stage by stage, within a stage in the order they were made. */
  list(): Check[] {
    const checks: Check[] = [];
    for (let stage = 0; stage < RULE_STAGES.length; stage++) {
      for (const entry of this.#found) if (entry.stage === stage) checks.push(entry.check);
    }
    return checks;
  }

  // Members are set one by one because every message makes some sixty checks: spreading conditional objects took a tenth of
  // a verdict's time.
  #add(id: Id, status: CheckStatus, message: string, values: CheckValues): void {
    const rule = this.#table[id];
    const check: { -readonly [Key in keyof Check]: Check[Key] } = { id, status, message, spec: rule.spec };
    if (values.expected !== undefined) check.expected = values.expected;
    if (values.actual !== undefined) check.actual = values.actual;
    if (status === 'fail' || status === 'warn') {
      check.fix = values.fix ?? rule.fix;
      if (rule.symptom !== undefined) check.symptom = rule.symptom;
    }
    this.#found.push({ id, stage: RULE_STAGES.indexOf(rule.stage), check });
  }
}

/**
 * The verdict of a message (docs/cli.md): invalid when a check failed; unverified when nothing failed but no trusted
 * signature could be established; valid otherwise.
 *
 * @param checks the checks of the message
 * @param trusted true when a given key or certificate verified what the message claims
 */
export function verdictOf(checks: readonly Check[], trusted: boolean): Verdict {
  if (checks.some((check) => check.status === 'fail')) return 'invalid';
  return trusted ? 'valid' : 'unverified';
}

import type { MessageView } from '../inspector/report.ts';
import { CheckList, type CheckValues } from '../rules/check-list.ts';
import { JWT_RULES, type JwtRuleId } from './rules.ts';
import type { TextView } from './text-view.ts';

/** Where a check found what it speaks of: a view, and offsets in its original text. */
export interface Place {
  readonly view: TextView;
  readonly start: number;
  readonly end: number;
}

/** Characters of a value that a check shows; the whole of it stands in the view. */
const MAX_VALUE = 1_000;

function bounded(values: CheckValues | undefined): CheckValues | undefined {
  const { expected = '', actual = '' } = values ?? {};
  if (expected.length <= MAX_VALUE && actual.length <= MAX_VALUE) return values;
  const cut = (text: string): string => (text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text);
  return {
    ...values,
    ...(expected === '' ? {} : { expected: cut(expected) }),
    ...(actual === '' ? {} : { actual: cut(actual) }),
  };
}

/** The verdict on one token in the making. */
export class Judgement {
  readonly checks: CheckList<JwtRuleId>;
  readonly #views: TextView[] = [];
  readonly #notAsked: JwtRuleId[] = [];

  constructor(options: { readonly strict: boolean }) {
    this.checks = new CheckList<JwtRuleId>(JWT_RULES, options);
  }

  show(view: TextView): TextView {
    this.#views.push(view);
    return view;
  }

  pass(id: JwtRuleId, message: string, values?: CheckValues): void {
    this.checks.pass(id, message, bounded(values));
  }

  fail(id: JwtRuleId, message: string, values?: CheckValues, at?: Place): void {
    this.checks.fail(id, message, bounded(values));
    at?.view.mark(id, at);
  }

  warn(id: JwtRuleId, message: string, values?: CheckValues, at?: Place): void {
    this.checks.warn(id, message, bounded(values));
    at?.view.mark(id, at);
  }

  notChecked(id: JwtRuleId, message: string, values?: CheckValues): void {
    this.checks.notChecked(id, message, bounded(values));
  }

  /** A comparison nobody asked for, which the summary and `notChecked` name. */
  notAsked(id: JwtRuleId, message: string, actual: string | undefined): void {
    this.#notAsked.push(id);
    this.checks.notChecked(id, message, actual === undefined ? {} : bounded({ actual }));
  }

  get questionsNotAsked(): readonly string[] {
    return this.#notAsked;
  }

  views(): MessageView[] {
    return this.#views.map((view) => view.toView());
  }
}

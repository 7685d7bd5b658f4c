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
    this.checks.pass(id, message, values);
  }

  fail(id: JwtRuleId, message: string, values?: CheckValues, at?: Place): void {
    this.checks.fail(id, message, values);
    at?.view.mark(id, at);
  }

  warn(id: JwtRuleId, message: string, values?: CheckValues, at?: Place): void {
    this.checks.warn(id, message, values);
    at?.view.mark(id, at);
  }

  notChecked(id: JwtRuleId, message: string, values?: CheckValues): void {
    this.checks.notChecked(id, message, values);
  }

  /** A comparison nobody asked for, which the summary and `notChecked` name. */
  notAsked(id: JwtRuleId, message: string, actual: string | undefined): void {
    this.#notAsked.push(id);
    this.checks.notChecked(id, message, actual === undefined ? {} : { actual });
  }

  get questionsNotAsked(): readonly string[] {
    return this.#notAsked;
  }

  views(): MessageView[] {
    return this.#views.map((view) => view.toView());
  }
}

import type { MessageKind } from '../inspector/report.ts';

/** The stage of a verdict a rule belongs to; checks are listed in this order. */
export const RULE_STAGES = ['form', 'signature', 'coverage', 'policy', 'profile'] as const;
export type RuleStage = (typeof RULE_STAGES)[number];

/**
 * One check as data. Tests, the command line's list of ids, the page and docs/reference are made from these tables;
 * test/core/rules.test.ts refuses a rule without a source, a failing fixture and a passing fixture.
 */
export interface Rule {
  readonly title: string;
  readonly stage: RuleStage;
  /** Specification section, advisory or vendor documentation. */
  readonly spec: string;
  /** The one next step when it fails. */
  readonly fix: string;
  /** What the other side shows its user, where documented. */
  readonly symptom?: string;
  readonly appliesTo: readonly MessageKind[];
  /** True where a warning of this rule matters to a relying party, so that `--strict` makes it a failure. */
  readonly strict?: boolean;
}

/** A capability's table: rule ids (`stage.subject`, stable) to rules. */
export type RuleTable<Id extends string = string> = { readonly [Key in Id]: Rule };

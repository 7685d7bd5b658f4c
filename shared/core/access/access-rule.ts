export type Severity = 'error' | 'warning' | 'note';

/**
 * One thing that is looked for in an organization's access or in a policy, as data. docs/reference/access-checks.md is made from
 * these tables; a rule without a source, a failing and a passing fixture is refused by tests.
 */
interface AccessRule {
  readonly title: string;
  /** `error`: AWS refuses it or it cannot work; `warning`: likely not meant; `note`: good to know. */
  readonly severity: Severity;
  /** Documentation it follows. */
  readonly spec: string;
  /** The one next step. */
  readonly fix: string;
}

/** Rule ids (`area.subject`, stable) to rules. */
export type AccessRuleTable<Id extends string = string> = { readonly [Key in Id]: AccessRule };

import { CAPTURE_RULES } from '../../../shared/core/capture/rules.ts';
import { JWT_RULES } from '../../../shared/core/jwt/rules.ts';
import type { RuleStage, RuleTable } from '../../../shared/core/rules/rule.ts';
import { SAML_RULES } from '../../../shared/core/saml/rules.ts';

const TABLES: readonly RuleTable[] = [JWT_RULES, SAML_RULES, CAPTURE_RULES];

/** The stage of a rule, by its id. */
export function stageOfRule(id: string): RuleStage | undefined {
  return TABLES.find((table) => Object.hasOwn(table, id))?.[id]?.stage;
}

import type { RuleTable } from '../rules/rule.ts';
import { ENTRA_RULES } from './rules/entra-rules.ts';
import { FORM_RULES } from './rules/form-rules.ts';
import { POLICY_RULES } from './rules/policy-rules.ts';
import { SIGNATURE_RULES } from './rules/signature-rules.ts';

/** Every check of a JWT, JWS or JWE. */
export const JWT_RULES = {
  ...FORM_RULES,
  ...SIGNATURE_RULES,
  ...POLICY_RULES,
  ...ENTRA_RULES,
} as const satisfies RuleTable;

export type JwtRuleId = keyof typeof JWT_RULES;

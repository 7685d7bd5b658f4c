import type { RuleTable } from '../rules/rule.ts';
import { AWS_RULES } from './rules/aws-rules.ts';
import { ENTRA_RULES } from './rules/entra-rules.ts';
import { FORM_RULES } from './rules/form-rules.ts';
import { POLICY_RULES } from './rules/policy-rules.ts';
import { SIGNATURE_RULES } from './rules/signature-rules.ts';

/** Every check of an XML message: SAML 2.0 and 1.1, metadata, WS-Federation, and the two vendor profiles. */
export const SAML_RULES = {
  ...FORM_RULES,
  ...SIGNATURE_RULES,
  ...POLICY_RULES,
  ...ENTRA_RULES,
  ...AWS_RULES,
} as const satisfies RuleTable;

export type SamlRuleId = keyof typeof SAML_RULES;

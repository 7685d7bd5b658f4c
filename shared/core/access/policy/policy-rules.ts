import type { AccessRuleTable } from '../access-rule.ts';

const ELEMENTS = 'IAM user guide, "IAM JSON policy elements reference"';
const GRAMMAR = 'IAM user guide, "Grammar of the IAM JSON policy language"';
const PRACTICES = 'IAM user guide, "Security best practices in IAM"';
const ACTIONS = 'Service Authorization Reference, "Actions, resources, and condition keys"';

/** What is looked for in the inline policy of a permission set. */
export const POLICY_RULES = {
  'policy.json': {
    title: 'The policy is JSON',
    severity: 'error',
    spec: 'RFC 8259',
    fix: 'Correct the place named.',
  },
  'policy.duplicate-member': {
    title: 'No member stands twice in one object',
    severity: 'error',
    spec: GRAMMAR,
    fix: 'Merge the two: AWS takes one of them only, or refuses the policy.',
  },
  'policy.size': {
    title: 'The policy is not longer than AWS takes',
    severity: 'error',
    spec: 'IAM Identity Center user guide, "Quotas": 10,240 characters without white space; API: 32,768 with it',
    fix: 'Move statements into a customer-managed policy, or join actions by wildcards of a narrow service.',
  },
  'policy.version': {
    title: 'The policy names its version, 2012-10-17',
    severity: 'warning',
    spec: `${ELEMENTS}: Version`,
    fix: 'Add "Version": "2012-10-17"; without it policy variables are plain text.',
  },
  'policy.statement': {
    title: 'The policy has statements',
    severity: 'error',
    spec: `${ELEMENTS}: Statement`,
    fix: 'Add "Statement" with at least one statement.',
  },
  'policy.effect': {
    title: 'Every statement says Allow or Deny',
    severity: 'error',
    spec: `${ELEMENTS}: Effect`,
    fix: 'Add "Effect": "Allow" or "Deny", in this spelling.',
  },
  'policy.action': {
    title: 'Every statement has either Action or NotAction, of the form service:Action',
    severity: 'error',
    spec: `${ELEMENTS}: Action, NotAction`,
    fix: 'Give one of the two, with values such as "s3:GetObject" or "s3:Get*".',
  },
  'policy.resource': {
    title: 'Every statement has either Resource or NotResource, of ARNs or *',
    severity: 'error',
    spec: `${ELEMENTS}: Resource, NotResource`,
    fix: 'Give one of the two; a permission set has no resource of its own to stand for.',
  },
  'policy.principal': {
    title: 'No statement names a principal',
    severity: 'error',
    spec: `${ELEMENTS}: Principal`,
    fix: 'Remove Principal: the policy applies to whoever takes the role.',
  },
  'policy.unknown-element': {
    title: 'Every element is one that policies have',
    severity: 'error',
    spec: GRAMMAR,
    fix: 'Correct its spelling; elements are written with a capital.',
  },
  'policy.condition': {
    title: 'Every condition has an operator that there is',
    severity: 'error',
    spec: `${ELEMENTS}: Condition operators`,
    fix: 'Use an operator such as StringEquals, with one object of keys and values below it.',
  },
  'policy.sid': {
    title: 'Statement ids are letters and digits, each used once',
    severity: 'error',
    spec: `${ELEMENTS}: Sid`,
    fix: 'Rename it.',
  },
  'policy.unknown-service': {
    title: 'Every action is of a known service',
    severity: 'warning',
    spec: ACTIONS,
    fix: 'Check the spelling; an action of no service allows nothing, and AWS does not say so.',
  },
  'policy.unknown-action': {
    title: 'Every action is one that its service has',
    severity: 'warning',
    spec: ACTIONS,
    fix: 'Check the spelling; an action that does not exist allows nothing, and AWS does not say so.',
  },
  'policy.everything': {
    title: 'No statement allows everything',
    severity: 'warning',
    spec: `${PRACTICES}: Apply least-privilege permissions`,
    fix: 'Name what is needed; who needs everything is better given AdministratorAccess, where everybody sees it.',
  },
  'policy.sensitive-wildcard': {
    title: 'No wildcard on actions that give more access',
    severity: 'warning',
    spec: `${PRACTICES}: Apply least-privilege permissions`,
    fix: 'Name the actions one by one, or restrict the resources.',
  },
  'policy.pass-role': {
    title: 'Passing roles is restricted',
    severity: 'warning',
    spec: 'IAM user guide, "Grant a user permissions to pass a role to an AWS service"',
    fix: 'Name the roles as resources, or add a condition on iam:PassedToService.',
  },
  'policy.not-action-allow': {
    title: 'Nothing is allowed by exception',
    severity: 'warning',
    spec: `${ELEMENTS}: NotAction`,
    fix: 'Name what is allowed: with NotAction every new service of AWS is allowed too.',
  },
  'policy.not-resource-allow': {
    title: 'Nothing is allowed on all resources but some',
    severity: 'warning',
    spec: `${ELEMENTS}: NotResource`,
    fix: 'Name the resources: with NotResource everything made later is allowed too.',
  },
} as const satisfies AccessRuleTable;

export type PolicyRuleId = keyof typeof POLICY_RULES;

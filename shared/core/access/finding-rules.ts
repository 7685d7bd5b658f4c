import type { AccessRuleTable } from './access-rule.ts';

const USER_GUIDE = 'IAM Identity Center user guide';

/** What is looked for in an organization's access as a whole. */
export const FINDING_RULES = {
  'set.unused': {
    title: 'Every permission set is assigned to somebody',
    severity: 'note',
    spec: `${USER_GUIDE}, "Permission sets"`,
    fix: 'Assign it, or delete it so that nobody assigns it by mistake.',
  },
  'set.outdated': {
    title: 'Every account has the latest state of its permission sets',
    severity: 'warning',
    spec: 'IAM Identity Center API, ProvisionPermissionSet; ProvisioningStatus LATEST_PERMISSION_SET_NOT_PROVISIONED',
    fix: 'Provision the permission set again.',
  },
  'set.management-account': {
    title: 'Which permission sets reach into the management account',
    severity: 'note',
    spec: `${USER_GUIDE}, "Delegated administration"`,
    fix: 'Use sets of their own for the management account: a delegated administrator cannot change these.',
  },
  'set.many-policies': {
    title: 'No permission set has more policies than a role takes by default',
    severity: 'warning',
    spec: 'IAM quotas, "Managed policies per role": 10 by default',
    fix: 'Merge policies, or raise the quota in every account before assigning it.',
  },
  'group.empty': {
    title: 'Every assigned group has members',
    severity: 'note',
    spec: `${USER_GUIDE}, "Manage groups"`,
    fix: 'Add members, check what SCIM provisions, or take the assignment away.',
  },
  'assignment.deleted-principal': {
    title: 'Every assignment names a user or group that exists',
    severity: 'warning',
    spec: `${USER_GUIDE}, "Delete users and groups"`,
    fix: 'Take the assignment away; it gives nobody access.',
  },
  'assignment.unknown-account': {
    title: 'Every assignment is in an active account of the organization',
    severity: 'warning',
    spec: 'AWS Organizations API, ListAccounts',
    fix: 'Take the assignment away, or find out why the account left or was suspended.',
  },
  'organization.unit-cycle': {
    title: 'The organizational units form a tree',
    severity: 'error',
    spec: 'AWS Organizations API, ListOrganizationalUnitsForParent',
    fix: 'Read the organization again; if it stays so, tell AWS support.',
  },
  'quota.permission-sets': {
    title: 'There is room for more permission sets',
    severity: 'warning',
    spec: `${USER_GUIDE}, "Quotas": 3,500 permission sets`,
    fix: 'Delete unused permission sets, or ask AWS for more.',
  },
  'quota.sets-per-account': {
    title: 'There is room for more permission sets in every account',
    severity: 'warning',
    spec: `${USER_GUIDE}, "Quotas": 500 permission sets an account`,
    fix: 'Take assignments of rarely used sets away from the account.',
  },
  'quota.principals': {
    title: 'There is room for more users and groups',
    severity: 'warning',
    spec: `${USER_GUIDE}, "Quotas": 100,000 users, 100,000 groups`,
    fix: 'Narrow down what SCIM provisions.',
  },
} as const satisfies AccessRuleTable;

export type FindingId = keyof typeof FINDING_RULES;

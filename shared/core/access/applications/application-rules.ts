import type { AccessRuleTable } from '../access-rule.ts';

const API = 'IAM Identity Center API';
const USER_GUIDE = 'IAM Identity Center user guide';
const ENTRA = 'Microsoft identity platform';

/** What is looked for in applications of Identity Center and in whose tokens they take. */
export const APPLICATION_RULES = {
  'application.everyone': {
    title: 'Nobody uses an application without being assigned to it',
    severity: 'warning',
    spec: `${API}, GetApplicationAssignmentConfiguration: AssignmentRequired`,
    fix: 'Require assignments, unless it is meant for everybody in the directory.',
  },
  'application.nobody': {
    title: 'Every application has somebody who may use it',
    severity: 'note',
    spec: `${API}, ListApplicationAssignments`,
    fix: 'Assign a group, or take the application away.',
  },
  'application.empty-group': {
    title: 'Every group that is assigned to an application has members',
    severity: 'note',
    spec: `${USER_GUIDE}, "Assign user access to applications"`,
    fix: 'Add members, check what SCIM provisions, or take the assignment away.',
  },
  'application.deleted-principal': {
    title: 'Every assignment of an application names a user or group that exists',
    severity: 'warning',
    spec: `${USER_GUIDE}, "Delete users and groups"`,
    fix: 'Take the assignment away; it lets nobody in.',
  },
  'application.disabled': {
    title: 'No application is disabled while people are assigned to it',
    severity: 'note',
    spec: `${API}, DescribeApplication: Status`,
    fix: 'Enable it, or take the assignments away.',
  },
  'application.issuer-gone': {
    title: 'Every grant names a trusted token issuer that exists',
    severity: 'error',
    spec: `${API}, JwtBearerGrant: AuthorizedTokenIssuers`,
    fix: 'Put the grant again with an issuer that is there; until then no token is exchanged.',
  },
  'issuer.unused': {
    title: 'Every trusted token issuer is used by an application',
    severity: 'note',
    spec: `${USER_GUIDE}, "Using applications with a trusted token issuer"`,
    fix: 'Name it in a grant of an application, or delete it.',
  },
  'issuer.no-tenant': {
    title: 'A trusted token issuer of Entra names its tenant',
    severity: 'error',
    spec: `${ENTRA}, access token claims: iss; OpenID Connect Discovery 1.0 section 4.3`,
    fix: 'Make an issuer with the id of the tenant in its URL: tokens name their tenant, never common or organizations.',
  },
  'issuer.plain-http': {
    title: 'The keys of a trusted token issuer are fetched over HTTPS',
    severity: 'error',
    spec: 'OpenID Connect Discovery 1.0 section 4.1',
    fix: 'Make an issuer with an https URL.',
  },
  'issuer.claim-version': {
    title: 'The claim of a trusted token issuer is one that its tokens have',
    severity: 'warning',
    spec: `${ENTRA}, access token claims: preferred_username (v2.0), unique_name (v1.0)`,
    fix: 'Name a claim that tokens of this version have, or make the issuer of the other version.',
  },
  'issuer.email-claim': {
    title: 'Nobody can take on another person’s e-mail address in a token',
    severity: 'warning',
    spec: `${ENTRA}, access token claims: email is mutable and must not be used for authorization`,
    fix: 'Match people by another claim than email: in Entra an administrator of a tenant can set it to anything.',
  },
} as const satisfies AccessRuleTable;

export type ApplicationRuleId = keyof typeof APPLICATION_RULES;

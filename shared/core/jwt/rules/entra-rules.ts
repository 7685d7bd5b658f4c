import type { RuleTable } from '../../rules/rule.ts';
import { CLAIMS } from './kinds.ts';

const REFERENCE = 'Microsoft identity platform documentation: Access token claims reference';
const VALIDATION = 'Microsoft identity platform documentation: Access tokens (validating tokens)';

/** What Microsoft Entra ID writes into its tokens, and what an API has to make of it. */
export const ENTRA_RULES = {
  'entra.issuer': {
    title: 'Issued by an Entra tenant, in the form of its version',
    stage: 'profile',
    spec: VALIDATION,
    fix: 'Expect https://login.microsoftonline.com/<tenant id>/v2.0 for v2 tokens, https://sts.windows.net/<tenant id>/ for v1; the API’s manifest (requestedAccessTokenVersion) decides which it gets.',
    appliesTo: CLAIMS,
  },
  'entra.tenant': {
    title: 'One tenant',
    stage: 'profile',
    spec: VALIDATION,
    fix: 'Accept only tenants you know, and hold tid against the tenant in the issuer.',
    appliesTo: CLAIMS,
  },
  'entra.audience': {
    title: 'An audience in the form of its version',
    stage: 'profile',
    spec: REFERENCE,
    fix: 'Expect the API’s client id in v2 tokens; in v1 tokens what was asked for, application id URI or client id.',
    appliesTo: CLAIMS,
  },
  'entra.object-id': {
    title: 'Object id',
    stage: 'profile',
    spec: REFERENCE,
    fix: 'Key users by tid and oid together; never by name, e-mail or user principal name.',
    appliesTo: CLAIMS,
  },
  'entra.permission': {
    title: 'A permission to check',
    stage: 'profile',
    spec: VALIDATION,
    fix: 'Check scp for delegated and roles for application permissions; grant one to the client if both are missing.',
    appliesTo: CLAIMS,
  },
  'entra.app-only': {
    title: 'User or application',
    stage: 'profile',
    spec: REFERENCE,
    fix: 'Ask for the optional claim idtyp, the surest mark of an application without a user.',
    appliesTo: CLAIMS,
  },
  'entra.mfa': {
    title: 'Multifactor authentication',
    stage: 'profile',
    spec: `${REFERENCE}; RFC 8176`,
    fix: 'Demand it by Conditional Access or an authentication context (acrs) instead of reading amr.',
    appliesTo: CLAIMS,
  },
  'entra.guest': {
    title: 'Guest user',
    stage: 'profile',
    spec: 'Microsoft Entra documentation: B2B collaboration; Optional claims (acct)',
    fix: 'Decide whether guests may come in; ask for the optional claim acct to tell them apart.',
    appliesTo: CLAIMS,
  },
  'entra.groups': {
    title: 'Groups all there',
    stage: 'profile',
    spec: 'Microsoft identity platform documentation: Groups overage claim (200 groups in a JWT, 6 in an implicit one)',
    fix: 'Read the groups from Microsoft Graph, or send only groups assigned to the application.',
    appliesTo: CLAIMS,
  },
} as const satisfies RuleTable;

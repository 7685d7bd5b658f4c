import type { RuleTable } from '../../rules/rule.ts';
import { SIGN_IN } from './kinds.ts';

const CLAIMS = 'Microsoft Entra documentation: SAML token claims reference';
const PROTOCOL = 'Microsoft Entra documentation: Single sign-on SAML protocol';
const FEDERATION =
  'Microsoft Entra documentation: federatedIdpMfaBehavior; AD FS as federated identity provider';

/** What Microsoft Entra ID sends as an identity provider, and what it asks of those who talk to it. */
export const ENTRA_RULES = {
  'entra.issuer': {
    title: 'Issued by an Entra tenant',
    stage: 'profile',
    spec: CLAIMS,
    fix: 'Expect https://sts.windows.net/<tenant id>/ as issuer, with the slash at its end.',
    appliesTo: SIGN_IN,
  },
  'entra.tenant': {
    title: 'One tenant',
    stage: 'profile',
    spec: CLAIMS,
    fix: 'Accept only your own tenant’s id, in the issuer and in the tenantid claim alike.',
    appliesTo: SIGN_IN,
  },
  'entra.object-id': {
    title: 'Object id',
    stage: 'profile',
    spec: CLAIMS,
    fix: 'Keep the objectidentifier claim: it is the only stable id of a user within a tenant.',
    appliesTo: SIGN_IN,
  },
  'entra.mfa': {
    title: 'Multifactor authentication',
    stage: 'profile',
    spec: CLAIMS,
    fix: 'Read http://schemas.microsoft.com/claims/authnmethodsreferences; AuthnContextClassRef stays Password even after multifactor authentication.',
    appliesTo: SIGN_IN,
  },
  'entra.guest': {
    title: 'Guest user',
    stage: 'profile',
    spec: 'Microsoft Entra documentation: B2B collaboration user claims',
    fix: 'Check which name the application gets for guests: the home user principal name, the mail address, or the #EXT# form.',
    appliesTo: SIGN_IN,
  },
  'entra.groups': {
    title: 'Groups all there',
    stage: 'profile',
    spec: 'Microsoft Entra documentation: group claims (150 groups in SAML)',
    fix: 'Send only groups assigned to the application, or read the groups from Microsoft Graph.',
    appliesTo: SIGN_IN,
  },
  'entra.status': {
    title: 'Reason given by Entra',
    stage: 'profile',
    spec: 'Microsoft Entra documentation: authentication and authorization error codes',
    fix: 'Look the code up at https://login.microsoftonline.com/error.',
    appliesTo: ['saml-response', 'saml-logout-response'],
  },
  'entra.request-id': {
    title: 'Request ID does not start with a digit',
    stage: 'profile',
    spec: PROTOCOL,
    fix: 'Put an underscore or “id” before the ID.',
    symptom: 'AADSTS7500529: The value ... is not a valid SAML ID.',
    appliesTo: ['saml-authn-request', 'saml-logout-request'],
  },
  'entra.request-subject': {
    title: 'Request names no subject',
    stage: 'profile',
    spec: PROTOCOL,
    fix: 'Leave Subject out of the AuthnRequest; Entra does not take it. Use the login_hint query parameter.',
    symptom: 'AADSTS750054 or AADSTS75005: the request is not supported.',
    appliesTo: ['saml-authn-request'],
  },
  'entra.request-comparison': {
    title: 'Authentication context compared exactly',
    stage: 'profile',
    spec: PROTOCOL,
    fix: 'Leave RequestedAuthnContext out, or compare with exact.',
    symptom: 'AADSTS75011: the authentication method does not match the requested one.',
    appliesTo: ['saml-authn-request'],
  },
  'entra.ws-fed-audience': {
    title: 'Made for Entra',
    stage: 'profile',
    spec: FEDERATION,
    fix: 'Set the relying-party identifier at AD FS to urn:federation:MicrosoftOnline.',
    symptom: 'AADSTS50008: the SAML assertion is not valid.',
    appliesTo: ['ws-fed-response'],
  },
  'entra.ws-fed-user': {
    title: 'UPN and ImmutableID',
    stage: 'profile',
    spec: FEDERATION,
    fix: 'Issue UPN (http://schemas.xmlsoap.org/claims) and ImmutableID (http://schemas.microsoft.com/LiveID/Federation/2008/05) for every user.',
    symptom: 'AADSTS51004 or AADSTS50034: the user is not in the directory.',
    appliesTo: ['ws-fed-response'],
  },
  'entra.ws-fed-mfa': {
    title: 'Proof of multifactor authentication',
    stage: 'profile',
    spec: FEDERATION,
    fix: 'Pass authnmethodsreferences on in the relying-party rules of AD FS, and set federatedIdpMfaBehavior.',
    symptom: 'AADSTS50072 or AADSTS50079: multifactor authentication is needed.',
    appliesTo: ['ws-fed-response'],
  },
} as const satisfies RuleTable;

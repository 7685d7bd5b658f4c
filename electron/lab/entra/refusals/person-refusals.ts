import { EntraRefusal } from './entra-refusal.ts';
import { shown } from './request-refusals.ts';

/** Refusals of the person: account, password, second factor, policy, assignment, consent. */

export function noSuchUser(name: string, tenant: string): EntraRefusal {
  return new EntraRefusal(
    50034,
    'invalid_grant',
    `The user account ${shown(name)} does not exist in the ${tenant} directory. To sign into this application, the account must be added to the directory.`,
  );
}

export function notAGuest(name: string, home: string, tenant: string, app: string): EntraRefusal {
  return new EntraRefusal(
    50020,
    'interaction_required',
    `User account '${shown(name)}' from identity provider '${home}' does not exist in tenant '${tenant}' and cannot access the application '${app}' in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different account.`,
  );
}

export function inboundBlocked(): EntraRefusal {
  return new EntraRefusal(
    500213,
    'access_denied',
    "The resource tenant's cross-tenant access policy does not allow this user to access this tenant.",
  );
}

export function wrongPassword(): EntraRefusal {
  return new EntraRefusal(
    50126,
    'invalid_grant',
    'Error validating credentials due to invalid username or password.',
  );
}

export function lockedOut(): EntraRefusal {
  return new EntraRefusal(
    50053,
    'invalid_grant',
    "The account is locked, you've tried to sign in too many times with an incorrect user ID or password.",
  );
}

export function accountDisabled(): EntraRefusal {
  return new EntraRefusal(50057, 'invalid_grant', 'The user account is disabled.');
}

export function noSession(): EntraRefusal {
  return new EntraRefusal(
    50058,
    'login_required',
    "A silent sign-in request was sent but no user is signed in. The cookies used to represent the user's session were not sent in the request to Azure AD.",
  );
}

export function severalSessions(): EntraRefusal {
  return new EntraRefusal(
    16000,
    'interaction_required',
    'Either multiple user identities are available for the current request or selected account is not supported for the scenario.',
  );
}

/** @param policies ids of the policies; they go into the claims challenge */
export function mfaNeeded(version: 1 | 2, resource: string, policies: readonly string[]): EntraRefusal {
  return new EntraRefusal(
    50076,
    version === 1 ? 'interaction_required' : 'invalid_grant',
    `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '${resource}'.`,
    { suberror: 'basic_action', ...challenge(policies) },
  );
}

export function mfaEnrolmentNeeded(
  version: 1 | 2,
  resource: string,
  policies: readonly string[],
): EntraRefusal {
  return new EntraRefusal(
    50079,
    version === 1 ? 'interaction_required' : 'invalid_grant',
    `Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '${resource}'.`,
    { suberror: 'basic_action', ...challenge(policies) },
  );
}

/** The answer for a person whose identity provider was to do MFA and did not. */
export function federatedMfaMissing(): EntraRefusal {
  return new EntraRefusal(
    50158,
    'interaction_required',
    'External security challenge not satisfied. The federated identity provider was asked for multi-factor authentication and did not say that it was done.',
  );
}

export function mfaFailed(): EntraRefusal {
  return new EntraRefusal(
    500121,
    'invalid_grant',
    'Authentication failed during strong authentication request.',
  );
}

export function blockedByPolicy(): EntraRefusal {
  return new EntraRefusal(
    53003,
    'access_denied',
    'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    { suberror: 'message_only', status: 400 },
  );
}

export function deviceNeeded(): EntraRefusal {
  return new EntraRefusal(
    53000,
    'interaction_required',
    'Device is not in required device state: compliant. Conditional Access policy requires a compliant device, and the device is not compliant. The user must enroll their device with an approved MDM provider like Intune.',
    { suberror: 'message_only' },
  );
}

export function notAssigned(user: string, appId: string, name: string): EntraRefusal {
  return new EntraRefusal(
    50105,
    'invalid_grant',
    `Your administrator has configured the application ${name} ('${appId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '${shown(user)}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`,
  );
}

export function consentNeeded(appId: string, name: string): EntraRefusal {
  return new EntraRefusal(
    65001,
    'invalid_grant',
    `The user or administrator has not consented to use the application with ID '${appId}' named '${name}'. Send an interactive authorization request for this user and resource.`,
    { suberror: 'consent_required' },
  );
}

export function adminConsentNeeded(appId: string, name: string): EntraRefusal {
  return new EntraRefusal(
    90094,
    'access_denied',
    `The application '${appId}' (${name}) needs permissions that only an administrator can grant. Ask an administrator to grant permission to this app before you can use it.`,
  );
}

export function consentDeclined(): EntraRefusal {
  return new EntraRefusal(65004, 'access_denied', 'User declined to consent to access the app.');
}

function challenge(policies: readonly string[]): { claims?: string } {
  if (policies.length === 0) return {};
  const claims = { access_token: { polids: { essential: true, values: [...policies] } } };
  return { claims: JSON.stringify(claims) };
}

import type { Client } from '../clients/client.ts';
import { evaluateAccess } from '../conditional-access/evaluate.ts';
import { grantRevoked } from '../refusals/grant-refusals.ts';
import {
  accountDisabled,
  blockedByPolicy,
  deviceNeeded,
  mfaEnrolmentNeeded,
  mfaNeeded,
  notAssigned,
} from '../refusals/person-refusals.ts';
import { entraTime } from '../refusals/trace.ts';
import { isAssigned } from '../resources/permissions.ts';
import type { Wanted } from '../resources/wanted.ts';
import { mfaPlace } from '../sign-in/person.ts';
import { isRevoked } from '../sign-in/sessions.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';

/**
 * Judges anew, with no person there to ask, whether somebody may have a token: the directory may have changed since they
 * signed in.
 *
 * @param issuedAt epoch milliseconds of what is redeemed
 * @throws EntraRefusal 50057, 50173, 50105, 53003, 53000; 50076 or 50079 with a claims challenge where MFA is missing
 */
export function recheck(
  client: Client,
  person: SignedIn,
  wanted: Wanted,
  version: 1 | 2,
  issuedAt = person.authenticatedAt,
): void {
  const { tenant, user, home } = person;
  if (!user.accountEnabled || !home.user.accountEnabled) throw accountDisabled();
  for (const one of [user, home.user]) {
    if (isRevoked(one, person.authenticatedAt))
      throw grantRevoked(entraTime(issuedAt), one.signInSessionsValidFromDateTime ?? '');
  }
  const { principal } = client;
  if (principal.appRoleAssignmentRequired && !isAssigned(tenant, user.id, principal))
    throw notAssigned(user.userPrincipalName, principal.appId, principal.displayName);
  const api = wanted.resource?.principal;
  const appIds = [principal.appId, ...(api === undefined ? [] : [api.appId])];
  const evaluation = evaluateAccess(tenant, user, appIds, person.mfa);
  if (evaluation.blocked) throw blockedByPolicy();
  if (evaluation.needsDevice) throw deviceNeeded();
  if (!evaluation.needsMfa) return;
  const place = mfaPlace(tenant, home, user);
  const refusal = place.user.secret.totp === undefined ? mfaEnrolmentNeeded : mfaNeeded;
  throw refusal(version, api?.appId ?? principal.appId, evaluation.mfaPolicies);
}

import { principalOf } from '../clients/client.ts';
import { type Evaluation, evaluateAccess } from '../conditional-access/evaluate.ts';
import type { Tenant, User } from '../directory.ts';
import type { EntraRefusal } from '../refusals/entra-refusal.ts';
import {
  accountDisabled,
  blockedByPolicy,
  deviceNeeded,
  federatedMfaMissing,
  inboundBlocked,
  notAGuest,
  notAssigned,
} from '../refusals/person-refusals.ts';
import { isAssigned } from '../resources/permissions.ts';
import { federatedMfaBehavior, mfaPlace, mfaProof, personIn, signedInAs } from './person.ts';
import type { HeldSession } from './sessions.ts';
import type { SignedIn } from './signed-in.ts';

/** What somebody wants in, and where. */
export interface Destination {
  readonly tenant: Tenant;
  readonly appId?: string;
  /** App ids of the APIs a token is for. */
  readonly audience: readonly string[];
  readonly requireMfa: boolean;
}

/** Whether somebody who is signed in may go on, and if not, what is missing. */
export type Gate =
  | { readonly kind: 'open'; readonly person: SignedIn; readonly evaluation: Evaluation }
  /** A second factor, shown by `user` to `tenant`; or a visit to the identity provider that has to ask for it. */
  | {
      readonly kind: 'mfa';
      readonly by: 'code' | 'identity-provider';
      readonly tenant: Tenant;
      readonly user: User;
      readonly evaluation: Evaluation;
    }
  /** A guest who has not accepted the invitation yet. */
  | { readonly kind: 'invitation'; readonly guest: User }
  | {
      readonly kind: 'refused';
      readonly refusal: EntraRefusal;
      readonly user?: User;
      readonly evaluation?: Evaluation;
    };

/**
 * Judges a session for a destination: a guest's object, its state, assignment, Conditional Access, second factor.
 *
 * @param askedFederatedMfa the identity provider was asked for MFA before, in this sign-in
 */
export function gateFor(held: HeldSession, to: Destination, askedFederatedMfa: boolean): Gate {
  const { tenant } = to;
  const principal = to.appId === undefined ? undefined : principalOf(tenant, to.appId);
  const user = personIn(tenant, held);
  if (user === undefined) {
    const issuer = `https://sts.windows.net/${held.tenant.id}/`;
    return {
      kind: 'refused',
      refusal: notAGuest(
        held.user.userPrincipalName,
        issuer,
        tenant.displayName,
        principal?.displayName ?? to.appId ?? '',
      ),
    };
  }
  if (held.tenant.id !== tenant.id && tenant.crossTenantPartners.get(held.tenant.id)?.b2bInbound === false)
    return { kind: 'refused', refusal: inboundBlocked(), user };
  if (!user.accountEnabled || !held.user.accountEnabled)
    return { kind: 'refused', refusal: accountDisabled(), user };
  if (user.userType === 'Guest' && held.tenant.id !== tenant.id && needsAcceptance(user))
    return { kind: 'invitation', guest: user };
  if (principal?.appRoleAssignmentRequired === true && !isAssigned(tenant, user.id, principal)) {
    const name = held.user.userPrincipalName;
    return { kind: 'refused', refusal: notAssigned(name, principal.appId, principal.displayName), user };
  }
  const proof = mfaProof(tenant, held);
  const appIds = [...(to.appId === undefined ? [] : [to.appId]), ...to.audience];
  const evaluation = evaluateAccess(tenant, user, appIds, proof !== undefined);
  if (evaluation.blocked) return { kind: 'refused', refusal: blockedByPolicy(), user, evaluation };
  if (evaluation.needsDevice) return { kind: 'refused', refusal: deviceNeeded(), user, evaluation };
  if (!evaluation.needsMfa && !(to.requireMfa && proof === undefined))
    return { kind: 'open', person: signedInAs(tenant, user, held), evaluation };
  const place = mfaPlace(tenant, held, user);
  const enforced =
    place.tenant.id === held.tenant.id &&
    federatedMfaBehavior(held.tenant, held.user) === 'enforceMfaByFederatedIdp';
  if (!enforced) return { kind: 'mfa', by: 'code', ...place, evaluation };
  if (askedFederatedMfa) return { kind: 'refused', refusal: federatedMfaMissing(), user, evaluation };
  return { kind: 'mfa', by: 'identity-provider', ...place, evaluation };
}

function needsAcceptance(user: User): boolean {
  return user.externalUserState === 'PendingAcceptance' || user.home === undefined;
}

import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import type { Domain, Tenant, User } from '../directory.ts';

/** What a federated identity provider said of somebody. */
export interface FederatedAccount {
  readonly user: User;
  /** Values of amr it comes to: `pwd`, `rsa` (a certificate), `fed` ... */
  readonly methods: readonly string[];
  /** It said that MFA was done (multipleauthn); what that counts for is the domain's federatedIdpMfaBehavior. */
  readonly mfa: boolean;
}

/** A refusal in Entra's words: an AADSTS number and its text. */
export interface FederationRefusal {
  readonly aadsts: number;
  readonly message: string;
}

/**
 * The redirect to a federated domain's identity provider (WS-Federation passive profile: wsignin1.0).
 *
 * @param wanted.context comes back as `wctx`
 * @param wanted.mfa asks for multipleauthn by `wauth`
 */
export function federationRedirect(
  _ground: LabGround,
  context: LabContext,
  _domain: Domain,
  _wanted: { readonly context: string; readonly loginHint?: string; readonly mfa?: boolean },
): Response {
  return context.text('not yet', 501);
}

/**
 * Verifies what the identity provider posted to `/login.srf`: signature by the domain's own certificates, audience, time,
 * issuer, immutable id and user principal name.
 *
 * @param wresult the RequestSecurityTokenResponse
 */
export function acceptFederatedSignIn(
  _ground: LabGround,
  _tenant: Tenant,
  _domain: Domain,
  _wresult: string,
): FederatedAccount | FederationRefusal {
  return { aadsts: 20012, message: 'not yet' };
}

import type { LabContext } from '../../platform/arrival.ts';
import type { ServicePrincipal, Tenant, User } from '../directory.ts';

/** What an endpoint (authorize, saml2, wsfed, My Apps) asks of the sign-in pages. */
export interface SignInWish {
  /** The tenant whose directory the person must be in: the resource tenant. */
  readonly tenant: Tenant;
  /** The application it is for; Conditional Access and assignment look at it. */
  readonly servicePrincipal?: ServicePrincipal;
  readonly loginHint?: string;
  readonly prompt?: 'login' | 'select_account' | 'none' | 'consent';
  /** Asked for by the application (`claims`, RequestedAuthnContext), besides what Conditional Access asks for. */
  readonly requireMfa?: boolean;
  /** Path and query on Entra's own origin that the browser goes to, by GET, when the sign-in is done: the endpoint, once more. */
  readonly resume: string;
}

/** Somebody who is signed in, as seen by the resource tenant. */
export interface SignedIn {
  readonly tenant: Tenant;
  /** The object in the resource tenant; a guest's object for a guest. */
  readonly user: User;
  /** Where the account lives; the same tenant and user but for guests. */
  readonly home: { readonly tenant: Tenant; readonly user: User };
  /** Values of amr: pwd, mfa, fed, otp, rsa, x509 ... */
  readonly methods: readonly string[];
  /** MFA counts as done for this tenant: here, at a federated identity provider, or at home where inbound trust says so. */
  readonly mfa: boolean;
  /** Epoch milliseconds of the Lab's time. */
  readonly authenticatedAt: number;
  /** Stable for one browser session: `sid`, SessionIndex. */
  readonly sessionId: string;
}

/** Either the person, or the page or redirect that the browser needs next. */
export type SignInOutcome = { readonly signedIn: SignedIn } | { readonly answer: Response };

export type AskForSignIn = (context: LabContext, wish: SignInWish) => Promise<SignInOutcome>;

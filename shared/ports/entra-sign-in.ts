import type { EntraIdentity } from '../core/connections/identity.ts';

/** Where the tokens come from. */
export interface EntraAuthority {
  /** `https://login.microsoftonline.com`, or the Lab's. */
  readonly login: string;
}

/** What a sign-in shows while it waits for a person. */
export interface SignInPrompts {
  /** Opens the system's browser. */
  openBrowser(url: string): Promise<void>;
  /** Shows a code to be entered at an address. */
  showDeviceCode(code: {
    readonly userCode: string;
    readonly verificationUri: string;
    readonly expiresIn: number;
  }): void;
}

export interface EntraToken {
  readonly accessToken: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Scopes that were granted, where the answer says so. */
  readonly scopes: readonly string[];
  /** User name of the account, for people. */
  readonly account?: string;
  readonly tenantId?: string;
  readonly fromCache: boolean;
}

/** Signs in to Entra as one identity. */
export interface EntraSignIn {
  /**
   * A token, from the cache where one is good, else by whatever the kind of identity does.
   *
   * @param wanted.scopes of one resource, such as `https://graph.microsoft.com/.default`
   * @param wanted.interactive false gives ERR_SIGN_IN_NEEDED instead of asking a person
   * @throws WorkbenchError ERR_ENTRA_REFUSED with the AADSTS number, ERR_SIGN_IN_*, ERR_NETWORK_*, ERR_CANCELLED
   */
  token(
    identity: EntraIdentity,
    authority: EntraAuthority,
    wanted: { readonly scopes: readonly string[]; readonly interactive: boolean; readonly claims?: string },
    prompts: SignInPrompts,
    signal: AbortSignal,
  ): Promise<EntraToken>;
  /** Forgets what was cached for an identity. */
  forget(identityId: string): Promise<void>;
}

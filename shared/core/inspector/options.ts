export const PROFILES = ['generic', 'entra', 'aws-identity-center'] as const;
export type Profile = (typeof PROFILES)[number];

/** A key, certificate or metadata document the reader trusts (or decrypts with), as its text. */
export interface GivenKey {
  /**
   * `certificate` PEM; `key` PEM or JWK; `jwks` a JWK Set; `metadata` IdP metadata XML; `any` to be recognised by itself
   * (what the window's one field gives).
   */
  readonly kind: 'certificate' | 'key' | 'jwks' | 'metadata' | 'any';
  readonly text: string;
  /** A file name or label for messages. */
  readonly name?: string;
}

/** How a message shall be judged; the CLI's flags of `inspect`, one to one. */
export interface InspectOptions {
  readonly trust: readonly GivenKey[];
  readonly decryptKeys: readonly GivenKey[];
  readonly profile: Profile;
  readonly expect: {
    readonly audience?: string;
    readonly recipient?: string;
    readonly issuer?: string;
    readonly user?: string;
    readonly inResponseTo?: string;
  };
  /** Judge as of then, epoch milliseconds; absent means now. */
  readonly at?: number;
  /** Seconds of tolerance on every time comparison. */
  readonly clockSkew: number;
  readonly strict: boolean;
  /** Detached JWS content (RFC 7515 appendix F), where the token has none of its own. */
  readonly detachedPayload?: string;
}

export const DEFAULT_INSPECT_OPTIONS: InspectOptions = {
  trust: [],
  decryptKeys: [],
  profile: 'generic',
  expect: {},
  clockSkew: 0,
  strict: false,
};

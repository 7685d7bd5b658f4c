import type { JoseKey } from './jose-key.ts';

/** A JOSE header as parsed JSON. */
export type JoseHeader = Readonly<Record<string, unknown>>;

/** Bytes that compressed content may inflate to. */
export const MAX_INFLATED_BYTES = 10 * 1024 * 1024;
/** PBKDF2 iterations spent on one message, all recipients and passwords together. */
export const MAX_PBES2_ITERATIONS = 1_000_000;

/**
 * Why a JWE stays closed. `not-decrypted` says no more on purpose: which of padding, unwrapping or authentication failed must
 * not be told apart (RFC 7516 section 11.5).
 */
export type JweFailureReason =
  /** A name stands in two of the headers (RFC 7516 section 7.2.1). */
  | 'header-duplicate'
  /** `member` is missing, of the wrong type or out of its range. */
  | 'header-invalid'
  /** `member` may stand in the protected header only (`zip`, `crit`). */
  | 'header-unprotected'
  /** `crit` names an extension that nobody here knows, or is malformed. */
  | 'crit-unknown'
  | 'alg-unsupported'
  | 'enc-unsupported'
  | 'zip-unsupported'
  /** `p2c` asks for more than MAX_PBES2_ITERATIONS. */
  | 'p2c-too-large'
  /** No given key is of the kind that the algorithm needs. */
  | 'no-key'
  /** The only fitting keys are public ones. */
  | 'key-is-public'
  | 'not-decrypted'
  /** Authentic, but its compressed content is damaged. */
  | 'inflate-failed'
  /** Authentic, but it inflates to more than MAX_INFLATED_BYTES. */
  | 'inflate-too-large';

export interface JweFailure {
  readonly ok: false;
  readonly reason: JweFailureReason;
  /** The header member, or extension of `crit`, that the reason speaks of. */
  readonly member?: string;
  /** Its value where that helps the reader: an algorithm's name, an iteration count. */
  readonly value?: string;
  /** The joined header where the headers could be joined. */
  readonly header?: JoseHeader;
}

interface JweSuccess {
  readonly ok: true;
  readonly plaintext: Uint8Array;
  /** Protected, shared and recipient's header joined. */
  readonly header: JoseHeader;
  readonly key: JoseKey;
  /** Index of the recipient that the key belongs to. */
  readonly recipient: number;
}

export type JweOutcome = JweSuccess | JweFailure;

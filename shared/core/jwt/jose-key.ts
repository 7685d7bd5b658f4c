import type { CryptoKey } from '../crypto/crypto.ts';

/** A key with what a JWK says about its use (RFC 7517 section 4); PEM keys and certificates carry `key` alone. */
export interface JoseKey {
  readonly key: CryptoKey;
  readonly kid?: string;
  readonly alg?: string;
  readonly use?: string;
  readonly keyOps?: readonly string[];
  /** A file name or label for messages. */
  readonly name?: string;
}

import type { HashName } from '../crypto/crypto.ts';

/** How the content is encrypted (RFC 7518 section 5). Sizes in bytes. */
export type ContentAlgorithm =
  | { readonly mode: 'gcm'; readonly keySize: number }
  | {
      readonly mode: 'cbc-hmac';
      readonly keySize: number;
      readonly hash: HashName;
      readonly tagSize: number;
    };

export const CONTENT_ALGORITHMS: ReadonlyMap<string, ContentAlgorithm> = new Map([
  ['A128GCM', { mode: 'gcm', keySize: 16 }],
  ['A192GCM', { mode: 'gcm', keySize: 24 }],
  ['A256GCM', { mode: 'gcm', keySize: 32 }],
  ['A128CBC-HS256', { mode: 'cbc-hmac', keySize: 32, hash: 'SHA-256', tagSize: 16 }],
  ['A192CBC-HS384', { mode: 'cbc-hmac', keySize: 48, hash: 'SHA-384', tagSize: 24 }],
  ['A256CBC-HS512', { mode: 'cbc-hmac', keySize: 64, hash: 'SHA-512', tagSize: 32 }],
] as const);

/** How the content key is found (RFC 7518 section 4). Sizes in bytes. */
export type KeyAlgorithm =
  | { readonly mode: 'rsa-pkcs1' }
  | { readonly mode: 'rsa-oaep'; readonly hash: HashName }
  | { readonly mode: 'direct' }
  | { readonly mode: 'aes-kw'; readonly keySize: number }
  | { readonly mode: 'gcm-kw'; readonly keySize: number }
  | { readonly mode: 'agreement' }
  | { readonly mode: 'agreement-kw'; readonly keySize: number }
  | { readonly mode: 'password'; readonly hash: HashName; readonly keySize: number };

export const KEY_ALGORITHMS: ReadonlyMap<string, KeyAlgorithm> = new Map<string, KeyAlgorithm>([
  ['RSA1_5', { mode: 'rsa-pkcs1' }],
  ['RSA-OAEP', { mode: 'rsa-oaep', hash: 'SHA-1' }],
  ['RSA-OAEP-256', { mode: 'rsa-oaep', hash: 'SHA-256' }],
  ['RSA-OAEP-384', { mode: 'rsa-oaep', hash: 'SHA-384' }],
  ['RSA-OAEP-512', { mode: 'rsa-oaep', hash: 'SHA-512' }],
  ['dir', { mode: 'direct' }],
  ['A128KW', { mode: 'aes-kw', keySize: 16 }],
  ['A192KW', { mode: 'aes-kw', keySize: 24 }],
  ['A256KW', { mode: 'aes-kw', keySize: 32 }],
  ['A128GCMKW', { mode: 'gcm-kw', keySize: 16 }],
  ['A192GCMKW', { mode: 'gcm-kw', keySize: 24 }],
  ['A256GCMKW', { mode: 'gcm-kw', keySize: 32 }],
  ['ECDH-ES', { mode: 'agreement' }],
  ['ECDH-ES+A128KW', { mode: 'agreement-kw', keySize: 16 }],
  ['ECDH-ES+A192KW', { mode: 'agreement-kw', keySize: 24 }],
  ['ECDH-ES+A256KW', { mode: 'agreement-kw', keySize: 32 }],
  ['PBES2-HS256+A128KW', { mode: 'password', hash: 'SHA-256', keySize: 16 }],
  ['PBES2-HS384+A192KW', { mode: 'password', hash: 'SHA-384', keySize: 24 }],
  ['PBES2-HS512+A256KW', { mode: 'password', hash: 'SHA-512', keySize: 32 }],
]);

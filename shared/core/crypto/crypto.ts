export type HashName = 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512';

export type EcCurve = 'P-256' | 'P-384' | 'P-521' | 'secp256k1';
export type OkpCurve = 'Ed25519' | 'Ed448' | 'X25519' | 'X448';

/** A signature scheme, free of any format's names: JOSE names and XML-DSig URIs both map onto it. */
export type SignatureScheme =
  | { readonly scheme: 'rsa-pkcs1'; readonly hash: HashName }
  | {
      readonly scheme: 'rsa-pss';
      readonly hash: HashName;
      readonly mgfHash: HashName;
      readonly saltLength: number;
    }
  | { readonly scheme: 'ecdsa'; readonly hash: HashName }
  | { readonly scheme: 'eddsa' }
  | { readonly scheme: 'hmac'; readonly hash: HashName };

/** A key ready for use. `material` belongs to the adapter that made it; nobody else looks into it. */
export interface CryptoKey {
  readonly type: 'rsa' | 'ec' | 'okp' | 'oct';
  readonly curve?: EcCurve | OkpCurve;
  /** Modulus, field or secret length in bits. */
  readonly bits: number;
  readonly isPrivate: boolean;
  /** RFC 7638 SHA-256 thumbprint, base64url. */
  readonly thumbprint: string;
  readonly material: unknown;
}

/** An X.509 certificate as far as a verdict needs it. Never proof of trust by itself. */
export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal, upper case. */
  readonly serialNumber: string;
  /** Epoch milliseconds. */
  readonly notBefore: number;
  /** Epoch milliseconds. */
  readonly notAfter: number;
  /** Hexadecimal SHA-256 over the DER, lower case. */
  readonly sha256: string;
  /** Hexadecimal SHA-1 over the DER, lower case (what `x5t` and Entra's thumbprint show). */
  readonly sha1: string;
  readonly der: Uint8Array;
  readonly publicKey: CryptoKey;
  /** Such as `DNS:idp.example` or `email:kim@example.com` (RFC 5280 section 4.2.1.6); empty where there are none. */
  readonly alternativeNames: readonly string[];
}

export type RsaDecryption =
  | {
      readonly padding: 'oaep';
      readonly hash: HashName;
      readonly mgfHash: HashName;
      readonly label?: Uint8Array;
    }
  /** RSAES-PKCS1-v1_5, unpadded in constant time; on bad padding gives bytes of `expectedLength` that only key and ciphertext decide (RFC 3218, RFC 7516 section 11.5). */
  | { readonly padding: 'pkcs1'; readonly expectedLength: number };

/**
 * Synchronous cryptography and the byte transforms that go with it. One adapter stands over node:crypto and gives the same
 * answers in Node and in Electron's BoringSSL. All lengths in bytes unless said otherwise.
 */
export interface Crypto {
  hash(name: HashName, data: Uint8Array): Uint8Array;
  hmac(name: HashName, secret: Uint8Array, data: Uint8Array): Uint8Array;
  constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean;

  /** @param jwk a JWK (RFC 7517). @throws WorkbenchError ERR_KEY_UNREADABLE, ERR_KEY_UNSUPPORTED */
  importJwk(jwk: Readonly<Record<string, unknown>>): CryptoKey;
  /** @param pem SPKI, PKCS#1, PKCS#8 or SEC 1 PEM, or a certificate; of several blocks the first key, else the first certificate. @throws WorkbenchError ERR_KEY_UNREADABLE, ERR_KEY_UNSUPPORTED */
  importPem(pem: string): CryptoKey;
  importSecret(secret: Uint8Array): CryptoKey;
  /**
   * @param source PEM text, bare base64 as it stands in SAML metadata, or DER bytes; of several certificates the first.
   * @throws WorkbenchError ERR_KEY_UNREADABLE, ERR_KEY_UNSUPPORTED where its key is of a kind no check can use
   */
  parseCertificate(source: string | Uint8Array): Certificate;

  /**
   * Verifies; never throws on a bad signature, a wrong length or a key that does not fit the scheme: those are `false`.
   * ECDSA signatures are r||s (IEEE P1363, RFC 7518 section 3.4), also for XML (RFC 4050).
   */
  verify(scheme: SignatureScheme, key: CryptoKey, data: Uint8Array, signature: Uint8Array): boolean;

  /** Each decryption returns undefined where authentication, padding or length is wrong; callers say no more than "could not be decrypted". */
  rsaDecrypt(how: RsaDecryption, key: CryptoKey, data: Uint8Array): Uint8Array | undefined;
  aesCbcDecrypt(
    key: Uint8Array,
    iv: Uint8Array,
    data: Uint8Array,
    padding: 'pkcs7' | 'xmlenc',
  ): Uint8Array | undefined;
  /** IV of 12 bytes, tag of 16. */
  aesGcmDecrypt(
    key: Uint8Array,
    iv: Uint8Array,
    data: Uint8Array,
    tag: Uint8Array,
    aad: Uint8Array,
  ): Uint8Array | undefined;
  /** With the padding of XML Encryption: only its last byte counts. */
  tripleDesCbcDecrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array | undefined;
  /** RFC 3394 with the default initial value. */
  aesKeyUnwrap(kek: Uint8Array, wrapped: Uint8Array): Uint8Array | undefined;
  /** Raw shared secret Z of ECDH or X25519/X448; undefined where the curves differ or the point is bad. */
  agree(ownPrivate: CryptoKey, otherPublic: CryptoKey): Uint8Array | undefined;
  pbkdf2(
    hash: HashName,
    password: Uint8Array,
    salt: Uint8Array,
    iterations: number,
    length: number,
  ): Uint8Array;
  /** The bytes of an `oct` key. @throws WorkbenchError ERR_KEY_UNSUPPORTED for any other type */
  secretOf(key: CryptoKey): Uint8Array;

  /** Raw DEFLATE (RFC 1951); bytes after its end are not looked at. Undefined when the data is damaged, 'too-large' as soon as the output passes maxBytes. */
  inflateRaw(data: Uint8Array, maxBytes: number): Uint8Array | 'too-large' | undefined;
}

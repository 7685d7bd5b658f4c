import type { Certificate, CryptoKey, HashName, SignatureScheme } from '../../crypto/crypto.ts';
import type { C14nMethod } from '../c14n/method.ts';
import type { XmlElement } from '../tree.ts';

/** A key the reader gave. Nothing in a message ever becomes one. */
export interface TrustedKey {
  readonly key: CryptoKey;
  readonly certificate?: Certificate;
  readonly name?: string;
  /** Entities whose metadata has this key: it speaks for no other. Absent for a key given by itself. */
  readonly entityIds?: readonly string[];
}

/** What a well-formed signature says of itself. */
export interface SignatureFacts {
  readonly signature: XmlElement;
  readonly signedInfo: XmlElement;
  /** URI of the SignatureMethod. */
  readonly method: string;
  readonly scheme: SignatureScheme;
  /** URI of the DigestMethod. */
  readonly digest: string;
  readonly digestHash: HashName;
  /** URI of the CanonicalizationMethod, which SignedInfo was written with. */
  readonly canonicalization: string;
  readonly signedInfoMethod: C14nMethod;
  /** URIs of the Reference's transforms, in order. */
  readonly transforms: readonly string[];
  readonly targetMethod: C14nMethod;
  readonly enveloped: boolean;
  /** The Reference's URI: '#' and an ID, or '' for the document. */
  readonly uri: string;
  /** The element it refers to, always the signature's parent. */
  readonly target: XmlElement;
  readonly digestValue: Uint8Array;
  readonly signatureValue: Uint8Array;
  /** X509Certificate texts of KeyInfo, without white space: a hint which key to try first, never trust. */
  readonly embedded: readonly string[];
  /** What is still verified but no longer safe. */
  readonly weak: readonly 'sha1'[];
  /** Algorithm URIs that no specification defines and whose meaning is clear all the same. */
  readonly misnamed: readonly string[];
}

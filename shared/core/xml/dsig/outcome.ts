import type { Certificate } from '../../crypto/crypto.ts';
import type { SignatureFacts, TrustedKey } from './facts.ts';
import type { SignatureFault } from './fault.ts';

/** How the certificate a message carries compares with the key that verified it. */
export type EmbeddedCertificate = 'same' | 'other' | 'none';

interface Covered {
  readonly facts: SignatureFacts;
  /** The canonical text of what is signed; its UTF-8 bytes gave the digest. */
  readonly canonical: string;
}

/** A trusted key verified the signature over bytes whose digest matches. */
export interface VerifiedSignature extends Covered {
  readonly status: 'verified';
  readonly signedBy: TrustedKey;
  readonly embedded: EmbeddedCertificate;
}

/** The digest matches, but there is no key to trust. */
export interface UntrustedSignature extends Covered {
  readonly status: 'no-trust';
  /** The message's own certificate, where the signature verifies with it: proof that nothing changed since, of nobody's identity. */
  readonly selfConsistent?: Certificate;
}

export interface FailedSignature extends SignatureFault {
  readonly status: 'failed';
  /** Absent where the structure was already wrong. */
  readonly facts?: SignatureFacts;
  /** `wrong-key`: the certificate in the message that does verify it. */
  readonly embeddedVerifies?: Certificate;
}

export type SignatureOutcome = VerifiedSignature | UntrustedSignature | FailedSignature;

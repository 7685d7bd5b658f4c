import type { XmlElement } from '../tree.ts';

/** Every way in which a signature is not what this tool accepts; the last four are cryptographic, all others structural. */
export type SignatureFaultReason =
  | 'no-signed-info'
  | 'several-signed-info'
  | 'missing-element'
  | 'unexpected-element'
  | 'no-reference'
  | 'several-references'
  | 'external-reference'
  | 'empty-reference'
  | 'reference-not-found'
  | 'reference-not-parent'
  | 'transform'
  | 'canonicalization'
  | 'comment-in-value'
  | 'bad-base64'
  | 'algorithm'
  | 'hmac'
  | 'object'
  | 'digest-mismatch'
  | 'wrong-key'
  | 'signature-mismatch'
  | 'key-does-not-fit';

/** What is wrong with a signature, where, and the two values that should have been one. */
export interface SignatureFault {
  readonly reason: SignatureFaultReason;
  /** One sentence. */
  readonly message: string;
  readonly at: XmlElement;
  readonly expected?: string;
  readonly actual?: string;
}

/** Ends the reading of a signature; never leaves this folder. */
export class FaultySignature extends Error {
  readonly fault: SignatureFault;

  constructor(
    reason: SignatureFaultReason,
    message: string,
    at: XmlElement,
    values: { expected?: string; actual?: string } = {},
  ) {
    super(message);
    this.fault = { reason, message, at, ...values };
  }
}

import type { CryptoKey } from '../../crypto/crypto.ts';
import type { XmlRefusal } from '../refusal.ts';
import type { XmlDocument, XmlElement } from '../tree.ts';
import type { WeakEncryption } from './algorithms.ts';

export type DecryptFaultReason =
  | 'structure'
  | 'algorithm'
  | 'no-key'
  | 'key-does-not-fit'
  | 'could-not-decrypt'
  | 'plaintext';

/** URIs as the message names them. */
export interface EncryptionNames {
  readonly data?: string;
  readonly key?: string;
  readonly digest?: string;
  readonly mgf?: string;
}

/** What was inside, as a document of its own whose `inherited` are the bindings of the place it was cut out of. */
interface Decrypted {
  readonly ok: true;
  readonly document: XmlDocument;
  readonly plaintext: string;
  readonly algorithms: EncryptionNames;
  readonly weak: readonly WeakEncryption[];
  readonly key: CryptoKey;
}

interface DecryptFault {
  readonly ok: false;
  readonly reason: DecryptFaultReason;
  /** One sentence; never tells padding from authentication failures. */
  readonly message: string;
  readonly at: XmlElement;
  readonly algorithms: EncryptionNames;
  /** `plaintext`: why what was inside is no document. */
  readonly refusal?: XmlRefusal;
}

export type DecryptOutcome = Decrypted | DecryptFault;

/** Ends a decryption; never leaves this folder. */
export class FaultyEncryption extends Error {
  readonly reason: DecryptFaultReason;
  readonly at: XmlElement;
  readonly refusal: XmlRefusal | undefined;

  constructor(reason: DecryptFaultReason, message: string, at: XmlElement, refusal?: XmlRefusal) {
    super(message);
    this.reason = reason;
    this.at = at;
    this.refusal = refusal;
  }
}

import type { SourceForm } from './report.ts';

/** One token or message found in the input, still undecoded beyond its transport form. */
export type Candidate = JoseCandidate | XmlCandidate;

interface Found {
  readonly form: SourceForm;
  /** Leniencies that were needed to read the transport form (white space in base64, a missing padding ...), for warnings. */
  readonly leniencies: readonly string[];
  /** Set where its values are pseudonyms: signatures cannot be asked, and times count from another moment. */
  readonly redacted?: RedactionMark;
}

/** What redacted evidence says of itself. */
export interface RedactionMark {
  /** Epoch milliseconds as of which it was judged, shifted like every other time in it. */
  readonly judgedAt: number;
}

/** A JWS or JWE in compact or JSON serialization. */
export interface JoseCandidate extends Found {
  readonly family: 'jose';
  readonly text: string;
}

/** An XML message with what its binding carried beside it. */
export interface XmlCandidate extends Found {
  readonly family: 'xml';
  /** The document's bytes as they came out of the transport form. */
  readonly bytes: Uint8Array;
  readonly relayState?: string;
  /** Redirect binding only: what its detached signature covers (SAML bindings section 3.4.4.1). */
  readonly redirectSignature?: {
    readonly algorithm: string;
    readonly signedOctets: string;
    readonly signature: string;
  };
}

/** What another verifier says about a message. */
export interface Opinion {
  readonly accepted: boolean;
  /** Why not: the library's words without anything that changes from message to message. */
  readonly reason: string;
  /** The subject it would let in. */
  readonly nameId?: string;
}

/** What an oracle is told about whom to trust and when. */
export interface OracleTrust {
  readonly certificatePem: string;
  readonly certificatePath: string;
  readonly decryptPem: string;
}

/** Makes one class of the many sentences of one refusal. */
export function refusal(error: unknown): Opinion {
  const words = error instanceof Error ? error.message : String(error);
  const general = words
    .split('\n')[0]
    ?.replace(/https?:\/\/[^\s,"']+|urn:[^\s,"']+/g, 'URI')
    .replace(/(?<!\w)[_#][\w-]{6,}/g, 'ID')
    .replace(/'\d{4}-[^']*'/g, 'TIME')
    .replace(/[A-Za-z0-9+/=]{30,}/g, 'BASE64')
    .slice(0, 80);
  return { accepted: false, reason: general ?? '' };
}

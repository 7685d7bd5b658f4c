/** What an OAuth client is told beside the text. */
export interface RefusalDetail {
  /** What helps a library to decide: `consent_required`, `basic_action`, `bad_token` ... */
  readonly suberror?: string;
  /** A claims challenge to sign in with, JSON. */
  readonly claims?: string;
  /** HTTP status where the error code does not decide it. */
  readonly status?: 400 | 401 | 403 | 429 | 503;
}

/** A refusal of Entra: an AADSTS number, its text, and the OAuth 2.0 error code it goes under (RFC 6749 section 5.2). */
export class EntraRefusal extends Error {
  readonly aadsts: number;
  /** `invalid_grant`, `invalid_client`, `interaction_required` ... */
  readonly error: string;
  readonly detail: RefusalDetail;

  /** @param text without the number, one or more sentences */
  constructor(aadsts: number, error: string, text: string, detail: RefusalDetail = {}) {
    super(text);
    this.aadsts = aadsts;
    this.error = error;
    this.detail = detail;
  }

  /** `AADSTS50126: ...` */
  get description(): string {
    return `AADSTS${this.aadsts}: ${this.message}`;
  }
}

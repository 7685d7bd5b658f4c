/** A refusal by an AWS service, under its own name; each protocol has its way to write it. */
export class AwsError extends Error {
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  /** Members of the error's shape besides the message, such as `Reason`. */
  readonly members: Readonly<Record<string, string>>;

  /** @param code as the service's model names it, such as `ConflictException` */
  constructor(code: string, message: string, status = 400, members: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
    this.members = members;
  }
}

/** The refusals that come before a service looks at the request; both protocols have them, under other names. */
export type Refusal =
  | 'missing-authentication'
  | 'incomplete-signature'
  | 'unknown-access-key'
  | 'signature-mismatch'
  | 'token-expired'
  | 'access-denied';

/** Says why a caller is not let in; the protocol decides under which name. */
export class RefusedCaller extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

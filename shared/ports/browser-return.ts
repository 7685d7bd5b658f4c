/** What the browser brought back (OAuth 2.0, RFC 6749 section 4.1.2). */
export interface Redirected {
  readonly code?: string;
  readonly error?: string;
  readonly errorDescription?: string;
}

/** Somebody on loopback that waits for one browser. */
export interface ReturnPoint {
  readonly port: number;
  /**
   * @param seconds after which nobody is waited for any more
   * @throws WorkbenchError ERR_SIGN_IN_TIMEOUT, ERR_CANCELLED
   */
  wait(seconds: number, signal: AbortSignal): Promise<Redirected>;
  close(): void;
}

/** Where a browser comes back to after a sign-in (RFC 8252 section 7.3). */
export interface BrowserReturn {
  /** @param state what the authorization request carries; an answer with another one does not count */
  open(state: string): Promise<ReturnPoint>;
}

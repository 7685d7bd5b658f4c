/** One request with its answer, as far as tokens and messages can travel in it. */
export interface CapturedExchange {
  /** Position in the capture, from 0. */
  readonly index: number;
  readonly startedAt?: string;
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  /** Every request header whose value may carry a token. */
  readonly requestHeaders: readonly (readonly [name: string, value: string])[];
  readonly responseHeaders: readonly (readonly [name: string, value: string])[];
  /** Form fields of the request body, decoded. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** The response's body where it may carry a token or message. */
  readonly content?: string;
  /** The message SAML-tracer decoded itself. */
  readonly saml?: string;
}

/** What a whole capture told besides its exchanges. */
export interface CaptureSummary {
  readonly exchanges: number;
  /** True where the capture ends before its closing bracket. */
  readonly truncated: boolean;
  /** Bytes of members that were passed over because they are larger than a message can be. */
  readonly oversized: number;
  /** Messages that were passed over because there are more than one capture gives. */
  readonly passedOver?: number;
}

export interface NetworkRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Milliseconds without an answer before it is given up. */
  readonly timeout: number;
  /** Bytes of body after which the answer is refused. */
  readonly maxBytes: number;
  /** True where carrying it out twice does no harm, so that it may be tried again. */
  readonly repeatable?: boolean;
  /** The how-manieth try it is, from 1; for the log. */
  readonly attempt?: number;
}

export interface NetworkResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The only way out of the machine. */
export interface Network {
  /** @throws WorkbenchError ERR_NETWORK_UNREACHABLE, ERR_NETWORK_PROXY, ERR_NETWORK_TLS, ERR_INPUT_TOO_LARGE, ERR_CANCELLED */
  request(request: NetworkRequest, signal: AbortSignal): Promise<NetworkResponse>;
}

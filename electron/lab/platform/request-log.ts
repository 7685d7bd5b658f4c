/** One request the Lab answered. Secrets are masked before they get here. */
export interface LoggedRequest {
  readonly id: number;
  /** Epoch milliseconds of the Lab's time. */
  readonly at: number;
  readonly service: string;
  readonly method: string;
  /** The host the client asked for: a real name or a loopback one. */
  readonly host: string;
  readonly path: string;
  operation: string;
  /** HTTP status; 0 while it is being answered, and where the connection was cut. */
  status: number;
  /** Milliseconds of the machine's time. */
  duration: number;
  /** The fault or refusal that struck, such as `throttle`. */
  fault?: string;
  /** The error code of the answer, such as `ConflictException` or `AADSTS50126`. */
  error?: string;
  /** What tells requests apart: ids and names, never secrets. */
  detail?: Readonly<Record<string, string>>;
}

const KEPT = 50_000;

/** The latest requests, in the order in which they came. */
export class RequestLog {
  #entries: LoggedRequest[] = [];
  #next = 1;
  readonly #listeners = new Set<(entry: LoggedRequest) => void>();

  begin(entry: Pick<LoggedRequest, 'at' | 'service' | 'method' | 'host' | 'path'>): LoggedRequest {
    const logged: LoggedRequest = { id: this.#next, ...entry, operation: '', status: 0, duration: 0 };
    this.#next += 1;
    this.#entries.push(logged);
    if (this.#entries.length > KEPT * 1.2) this.#entries = this.#entries.slice(-KEPT);
    return logged;
  }

  /** Tells listeners that an entry is complete. */
  end(entry: LoggedRequest): void {
    for (const listener of this.#listeners) listener(entry);
  }

  /** @param after only entries with a larger id. @param limit the latest so many of them */
  list(after = 0, limit = KEPT): readonly LoggedRequest[] {
    return this.#entries.filter((entry) => entry.id > after).slice(-limit);
  }

  /** @returns a function that ends it */
  listen(listener: (entry: LoggedRequest) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  clear(): void {
    this.#entries = [];
  }
}

/** Query parameters that are, or may hold, a credential. */
const SECRET_PARAMETERS =
  /([?&](?:code|client_secret|access_token|refresh_token|id_token|id_token_hint|SAMLResponse|SAMLRequest|Signature|assertion|subscription-key|api-key)=)[^&]*/gi;

/** @returns the path with its query, credentials replaced */
export function maskedPath(path: string): string {
  return path.replace(SECRET_PARAMETERS, '$1***').slice(0, 2_000);
}

import { maskBody, maskHeaders, maskUrl } from '../../../shared/core/network/masking.ts';
import type { RequestRecord } from '../../../shared/core/network/request-record.ts';
import type { NetworkRequest, NetworkResponse } from '../../../shared/ports/network.ts';

const KEPT = 2_000;
const BODY = 4_096;

/** The latest requests of this process, secrets masked on their way in. */
export class OutgoingLog {
  #records: RequestRecord[] = [];
  #next = 1;
  readonly #changed: () => void;

  /** @param changed is told after each request */
  constructor(changed: () => void = () => undefined) {
    this.#changed = changed;
  }

  add(made: {
    readonly request: NetworkRequest;
    readonly answer?: NetworkResponse;
    readonly error?: string;
    readonly proxy?: string;
    readonly at: number;
    readonly duration: number;
  }): void {
    const { request, answer, error, proxy } = made;
    const requestHeaders = maskHeaders(request.headers);
    const responseHeaders = maskHeaders(answer?.headers ?? {});
    const record: RequestRecord = {
      id: this.#next,
      at: made.at,
      method: request.method,
      url: maskUrl(request.url),
      requestHeaders,
      ...(request.body === undefined || request.body.length > BODY
        ? {}
        : { requestBody: maskBody(text(request.body), requestHeaders['content-type'] ?? '') }),
      status: answer?.status ?? 0,
      responseHeaders,
      ...(answer === undefined || answer.status < 400
        ? {}
        : {
            responseBody: maskBody(text(answer.body), responseHeaders['content-type'] ?? '').slice(0, BODY),
          }),
      responseBytes: answer?.body.length ?? 0,
      duration: made.duration,
      ...(proxy === undefined ? {} : { proxy: maskUrl(proxy) }),
      ...(error === undefined ? {} : { error }),
      attempt: request.attempt ?? 1,
    };
    this.#next += 1;
    this.#records.push(record);
    if (this.#records.length > KEPT) this.#records = this.#records.slice(-KEPT / 2);
    this.#changed();
  }

  /** @param after only those with a larger id */
  list(after = 0): readonly RequestRecord[] {
    return this.#records.filter(({ id }) => id > after);
  }

  clear(): void {
    this.#records = [];
    this.#changed();
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { Network } from '../../../shared/ports/network.ts';

const MAX_BYTES = 32 * 1024 * 1024;

/** What the SDK asks a request handler to send, as far as these services use it. */
interface SdkRequest {
  readonly method: string;
  /** `https:` */
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A type, not an interface: the SDK takes any object with a `handle` as its `requestHandler`. */
export type AwsRequestHandler = {
  handle(
    request: SdkRequest,
    options?: { readonly abortSignal?: unknown },
  ): Promise<{
    response: { statusCode: number; headers: Record<string, string>; body: Uint8Array };
  }>;
};

/**
 * The AWS SDK's requests by the product's own way out: proxies, private authorities and the log hold for them too.
 *
 * @param timeout milliseconds without an answer
 */
export function awsRequestHandler(network: Network, timeout: number): AwsRequestHandler {
  return {
    async handle(request, options) {
      const controller = new AbortController();
      const signal = options?.abortSignal instanceof AbortSignal ? options.abortSignal : undefined;
      const abort = (): void => controller.abort();
      if (signal?.aborted === true) throw new WorkbenchError('ERR_CANCELLED', 'aws', {});
      signal?.addEventListener('abort', abort, { once: true });
      try {
        const answer = await network.request(
          {
            method: request.method,
            url: addressOf(request),
            headers: { ...request.headers, 'accept-encoding': 'identity' },
            ...(request.body === undefined ? {} : { body: bytesOf(request.body) }),
            timeout,
            maxBytes: MAX_BYTES,
          },
          controller.signal,
        );
        return {
          response: { statusCode: answer.status, headers: { ...answer.headers }, body: answer.body },
        };
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
  };
}

function addressOf(request: SdkRequest): string {
  const port = request.port === undefined ? '' : `:${request.port}`;
  const query = Object.entries(request.query ?? {}).flatMap(([name, value]) => {
    if (value === null) return [encodeURIComponent(name)];
    const values = typeof value === 'string' ? [value] : value;
    return values.map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`);
  });
  const search = query.length === 0 ? '' : `?${query.join('&')}`;
  return `${request.protocol}//${request.hostname}${port}${request.path}${search}`;
}

/** These services send text and bytes, never streams. */
function bytesOf(body: unknown): Uint8Array {
  if (typeof body === 'string') return Buffer.from(body);
  // The SDK's own kind of bytes turns into text, with a warning, as soon as Buffer.from touches it.
  if (body instanceof Uint8Array) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  throw new TypeError('a body of a kind that no service here has');
}

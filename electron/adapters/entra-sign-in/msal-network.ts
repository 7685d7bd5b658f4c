import type { INetworkModule } from '@azure/msal-node';
import type { Network } from '../../../shared/ports/network.ts';

const MAX_BYTES = 1024 * 1024;

type Options = Parameters<INetworkModule['sendGetRequestAsync']>[1];

/**
 * msal's requests by the product's own way out, so that proxies, private authorities, the log and cancelling hold for them too.
 *
 * @param timeout milliseconds without an answer
 * @param told hears why a request got no answer or a refusal: msal itself sometimes only says "network error"
 */
export function msalNetwork(
  network: Network,
  timeout: number,
  signal: AbortSignal,
  told: { failed(thrown: unknown): void; refused(description: string): void },
): INetworkModule {
  async function send<T>(method: string, url: string, options: Options): Promise<Answer<T>> {
    const asked = network.request(
      {
        method,
        url,
        headers: { accept: 'application/json', ...options?.headers },
        ...(options?.body === undefined ? {} : { body: Buffer.from(options.body) }),
        timeout,
        maxBytes: MAX_BYTES,
        repeatable: method === 'GET',
      },
      signal,
    );
    asked.catch(told.failed);
    const answer = await asked;
    const body = parsed(answer.body);
    const description = (body as { readonly error_description?: unknown }).error_description;
    if (answer.status >= 400 && typeof description === 'string') told.refused(description);
    return { status: answer.status, headers: { ...answer.headers }, body: body as T };
  }
  return {
    sendGetRequestAsync: <T>(url: string, options?: Options) => send<T>('GET', url, options),
    sendPostRequestAsync: <T>(url: string, options?: Options) => send<T>('POST', url, options),
  };
}

interface Answer<T> {
  status: number;
  headers: Record<string, string>;
  body: T;
}

/** What is no JSON is handed on as an error of the shape msal reads: a proxy's page must not look like a token. */
function parsed(body: Uint8Array): unknown {
  const text = Buffer.from(body).toString('utf8');
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return {
      error: 'not_json',
      error_description: 'The answer is no JSON: something in between answered instead.',
    };
  }
}

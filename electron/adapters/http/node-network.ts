import { type Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { allowedUrl, isMetadataService } from '../../../shared/core/network/allowed-url.ts';
import type { Network, NetworkRequest, NetworkResponse } from '../../../shared/ports/network.ts';
import { networkError } from './network-error.ts';
import type { OutgoingLog } from './request-log.ts';

/** How requests get out; without any of it they go directly and trust what Node trusts. */
export interface NodeNetworkParts {
  /** @returns the proxy for an address, credentials included, or undefined for a direct connection */
  readonly proxyFor?: (url: URL) => Promise<string | undefined>;
  /** The agent for an address; reuses connections. */
  readonly agentFor?: (url: URL, proxy: string | undefined) => Agent;
  /** Authorities that are trusted, PEM; absent for Node's own list. */
  readonly trusted?: readonly string[];
  readonly log?: OutgoingLog;
  /** True where a machine's own metadata service may be asked as well. */
  readonly metadataService?: boolean;
}

/**
 * Requests over Node's own HTTP. Redirects are given back as they are: whoever follows one must judge the new address first.
 */
export function createNodeNetwork(parts: NodeNetworkParts = {}): Network {
  return {
    async request(asked: NetworkRequest, signal: AbortSignal): Promise<NetworkResponse> {
      const url =
        parts.metadataService === true && URL.canParse(asked.url) && isMetadataService(new URL(asked.url))
          ? new URL(asked.url)
          : allowedUrl(asked.url);
      const proxy = await parts.proxyFor?.(url);
      const at = Date.now();
      const started = performance.now();
      const record = (outcome: { answer?: NetworkResponse; error?: string }): void =>
        parts.log?.add({
          request: asked,
          ...outcome,
          ...(proxy === undefined ? {} : { proxy }),
          at,
          duration: Math.round(performance.now() - started),
        });
      try {
        const agent = parts.agentFor?.(url, proxy);
        const answer = await send(asked, url, { agent, proxy, trusted: parts.trusted }, signal);
        record({ answer });
        return answer;
      } catch (thrown) {
        record({ error: thrown instanceof WorkbenchError ? thrown.message : 'failed' });
        throw thrown;
      }
    },
  };
}

/** Straight out, for one-off fetches that a person clicked. */
export const nodeNetwork: Network = createNodeNetwork();

function send(
  asked: NetworkRequest,
  url: URL,
  way: {
    readonly agent: Agent | undefined;
    readonly proxy: string | undefined;
    readonly trusted: readonly string[] | undefined;
  },
  signal: AbortSignal,
): Promise<NetworkResponse> {
  const { agent, proxy, trusted } = way;
  return new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing: ClientRequest = open(url, {
      method: asked.method,
      headers: asked.headers,
      signal,
      ...(agent === undefined ? {} : { agent }),
      ...(trusted === undefined ? {} : { ca: [...trusted] }),
    });
    const fail = (error: unknown): void => {
      outgoing.destroy();
      reject(networkError(error, url.host, proxy, signal));
    };
    outgoing.setTimeout(asked.timeout, () =>
      fail(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
    );
    outgoing.on('error', fail);
    // https-proxy-agent hands a proxy's refusal on as if the other side had answered.
    outgoing.on('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      if (statusCode !== 200)
        fail(Object.assign(new Error('refused by the proxy'), { proxyStatus: statusCode }));
    });
    outgoing.on('response', (incoming) => {
      readBody(incoming, asked.maxBytes).then(
        (body) => resolve({ status: incoming.statusCode ?? 0, headers: flat(incoming), body }),
        fail,
      );
    });
    outgoing.end(asked.body);
  });
}

async function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += (chunk as Buffer).length;
    if (bytes > maxBytes)
      throw new WorkbenchError('ERR_INPUT_TOO_LARGE', 'answer', { bytes, limit: maxBytes });
    chunks.push(chunk as Buffer);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function flat(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

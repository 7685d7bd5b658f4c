import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { allowedUrl } from '../../../shared/core/network/allowed-url.ts';
import type { Network, NetworkRequest, NetworkResponse } from '../../../shared/ports/network.ts';

/** Words for what Node's error codes mean to somebody who has to mend it. */
const CAUSES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name is not known to DNS',
  EAI_AGAIN: 'DNS does not answer',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ETIMEDOUT: 'no answer in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority this machine does not trust',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority this machine does not trust',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority this machine does not trust',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** Redirects are given back as they are: whoever follows one must judge the new address first. */
export const nodeNetwork: Network = {
  request(asked: NetworkRequest, signal: AbortSignal): Promise<NetworkResponse> {
    return new Promise((resolve, reject) => {
      const url = allowedUrl(asked.url);
      const open = url.protocol === 'https:' ? httpsRequest : httpRequest;
      const outgoing: ClientRequest = open(url, { method: asked.method, headers: asked.headers, signal });
      const fail = (error: unknown): void => {
        outgoing.destroy();
        reject(asWorkbenchError(error, url.host, signal));
      };
      outgoing.setTimeout(asked.timeout, () =>
        fail(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
      );
      outgoing.on('error', fail);
      outgoing.on('response', (incoming) => {
        readBody(incoming, asked.maxBytes).then(
          (body) => resolve({ status: incoming.statusCode ?? 0, headers: flat(incoming), body }),
          fail,
        );
      });
      outgoing.end(asked.body);
    });
  },
};

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

function asWorkbenchError(error: unknown, host: string, signal: AbortSignal): WorkbenchError {
  if (error instanceof WorkbenchError) return error;
  if (signal.aborted) return new WorkbenchError('ERR_CANCELLED', host, {});
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const cause = CAUSES[code] ?? code;
  return new WorkbenchError(
    'ERR_NETWORK_UNREACHABLE',
    host,
    { host, cause },
    { message: `${host} could not be reached: ${cause}.` },
  );
}

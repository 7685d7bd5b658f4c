import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Lab } from '../../../electron/lab/lab.ts';
import type { ServiceName } from '../../../electron/lab/platform/hosts.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body, where it is JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Sends a request to one of the Lab's services on loopback. @param body text, or fields of a form */
export function labRequest(
  lab: Lab,
  method: string,
  path: string,
  options: {
    readonly service?: ServiceName;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Readonly<Record<string, string>>;
  } = {},
): Promise<Answer> {
  const url = `${lab.ground.addresses.loopback(options.service ?? 'entra')}${path}`;
  const body = typeof options.body === 'object' ? new URLSearchParams(options.body).toString() : options.body;
  const headers = {
    ...(typeof options.body === 'object' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    ...options.headers,
  };
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? tlsRequest : plainRequest;
    const asked = send(url, { method, headers, ca: lab.ground.tls.caPem, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const isJson = String(answer.headers['content-type']).includes('json');
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text,
          json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
        });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** The JSON behind an address. */
export async function labGet(
  lab: Lab,
  path: string,
  service: ServiceName = 'entra',
  headers: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, unknown>>> {
  return (await labRequest(lab, 'GET', path, { service, headers })).json;
}

/** Asks the token endpoint. */
export function askToken(
  lab: Lab,
  tenant: string,
  body: Readonly<Record<string, string>>,
  version: 1 | 2 = 2,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const path = version === 2 ? `/${tenant}/oauth2/v2.0/token` : `/${tenant}/oauth2/token`;
  return labRequest(lab, 'POST', path, { body, headers });
}

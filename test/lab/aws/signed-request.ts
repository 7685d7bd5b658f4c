import { createHash, createHmac } from 'node:crypto';
import type { AccessKey } from '../../../electron/lab/aws/state.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { administratorKey } from './aws-lab.ts';

export interface RawRequest {
  readonly method?: string;
  /** Below the endpoint, default `/`. */
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: AccessKey;
  readonly service?: string;
  readonly region?: string;
  /** Epoch milliseconds at which it is signed. */
  readonly at?: number;
  /** Changes the headers after they were signed. */
  readonly tamper?: (headers: Record<string, string>) => void;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** `__type` of a JSON error or `Code` of an XML one. */
  readonly code: string;
}

/** Sends a request signed with Signature Version 4, written here once more so that nothing vouches for itself. */
export async function signedRequest(lab: Lab, request: RawRequest): Promise<RawAnswer> {
  const { method = 'POST', path = '/', body = '', service = 'sso', at = Date.now() } = request;
  const { key = administratorKey(lab), region = lab.state.aws.region } = request;
  const url = new URL(`${lab.ground.addresses.loopback('aws')}${path}`);
  const stamp = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
  const headers: Record<string, string> = {
    ...request.headers,
    host: url.host,
    'x-amz-date': stamp,
    ...(key.sessionToken === undefined ? {} : { 'x-amz-security-token': key.sessionToken }),
  };
  const names = Object.keys(headers).sort();
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const canonical = [
    method,
    url.pathname,
    query,
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const scope = `${stamp.slice(0, 8)}/${region}/${service}/aws4_request`;
  let secret: Buffer = Buffer.from(`AWS4${key.secret}`);
  for (const part of scope.split('/')) secret = createHmac('sha256', secret).update(part).digest();
  const signature = createHmac('sha256', secret)
    .update(`AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${sha256(canonical)}`)
    .digest('hex');
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${key.id}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  request.tamper?.(headers);
  delete headers.host;
  return answerOf(await fetch(url, { method, headers, ...(method === 'GET' ? {} : { body }) }));
}

/** A signed JSON 1.1 call. @param target `SWBExternalService.ListInstances` */
export function jsonCall(
  lab: Lab,
  target: string,
  input: unknown,
  more: RawRequest = {},
): Promise<RawAnswer> {
  return signedRequest(lab, {
    body: typeof input === 'string' ? input : JSON.stringify(input),
    ...more,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target, ...more.headers },
  });
}

/** A signed Query call. */
export function queryCall(
  lab: Lab,
  service: 'iam' | 'sts',
  parameters: Readonly<Record<string, string>>,
  more: RawRequest = {},
): Promise<RawAnswer> {
  return signedRequest(lab, {
    service,
    body: new URLSearchParams(parameters).toString(),
    ...more,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...more.headers },
  });
}

export async function answerOf(response: Response): Promise<RawAnswer> {
  const text = await response.text();
  const json = /"__type":"([^"]+)"/.exec(text)?.[1];
  const xml = /<Code>([^<]+)<\/Code>/.exec(text)?.[1];
  return { status: response.status, headers: response.headers, text, code: json ?? xml ?? '' };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

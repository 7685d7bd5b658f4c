import { createHash, createHmac } from 'node:crypto';

/**
 * Signs a POST to an AWS service (Signature Version 4, AWS General Reference).
 *
 * @param call.target the operation: `SWBExternalService.ListInstances`
 * @param now epoch milliseconds
 * @returns the headers of the request
 */
export function signedHeaders(
  call: {
    readonly url: string;
    readonly service: string;
    readonly region: string;
    readonly target: string;
    readonly body: string;
  },
  key: { readonly accessKeyId: string; readonly secretAccessKey: string },
  now: number,
): Record<string, string> {
  const { host, pathname } = new URL(call.url);
  const stamp = new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, '');
  const scope = [stamp.slice(0, 8), call.region, call.service, 'aws4_request'];
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1',
    host,
    'x-amz-date': stamp,
    'x-amz-target': call.target,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    'POST',
    pathname,
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    sha256(call.body),
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope.join('/'), sha256(canonical)].join('\n');
  let signing: Buffer = Buffer.from(`AWS4${key.secretAccessKey}`);
  for (const part of scope) signing = createHmac('sha256', signing).update(part).digest();
  const signature = createHmac('sha256', signing).update(toSign).digest('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

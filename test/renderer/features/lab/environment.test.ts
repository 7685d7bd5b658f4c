import { execFileSync, spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { environmentOf } from '../../../../renderer/features/lab/environment.ts';

const ready = {
  caFile: "/home/kim's files/ca.pem",
  aws: { accessKeyId: 'AKIA1', secretAccessKey: 'a/b+c', region: 'us-east-1' },
  endpoints: { aws: 'http://127.0.0.1:7480/aws', connectProxy: 'http://127.0.0.1:7481', control: '' },
} as Parameters<typeof environmentOf>[0];

it('names the endpoint, or the proxy for real names, never both', () => {
  expect(environmentOf(ready, 'posix', false)).toContain("AWS_ENDPOINT_URL='http://127.0.0.1:7480/aws'");
  expect(environmentOf(ready, 'posix', false)).not.toContain('PROXY');
  expect(environmentOf(ready, 'posix', true)).toContain("HTTPS_PROXY='http://127.0.0.1:7481'");
  expect(environmentOf(ready, 'posix', true)).not.toContain('AWS_ENDPOINT_URL');
});

it('quotes for PowerShell by doubling', () => {
  expect(environmentOf(ready, 'powershell', false)).toContain(
    "$env:NODE_EXTRA_CA_CERTS = '/home/kim''s files/ca.pem'",
  );
});

it.skipIf(spawnSync('sh', ['-c', 'true']).status !== 0)('is understood by a shell (needs sh)', () => {
  const script = `${environmentOf(ready, 'posix', false)}\nprintf %s "$NODE_EXTRA_CA_CERTS"`;
  expect(String(execFileSync('sh', ['-c', script]))).toBe(ready.caFile);
});

import { ListInstancesCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin';
import { afterEach, expect, it, vi } from 'vitest';
import { awsRequestHandler } from '../../../electron/adapters/http/aws-request-handler.ts';
import { OutgoingLog } from '../../../electron/adapters/http/request-log.ts';
import type { NetworkRequest } from '../../../shared/ports/network.ts';

afterEach(() => vi.restoreAllMocks());

it('sends the SDK’s bytes, logs them, and makes the SDK warn of nothing', async () => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const log = new OutgoingLog();
  const sent: NetworkRequest[] = [];
  const handler = awsRequestHandler(
    {
      request: async (request) => {
        const answer = {
          status: 200,
          headers: { 'content-type': 'application/x-amz-json-1.1' },
          body: Buffer.from('{"Instances":[]}'),
        };
        sent.push(request);
        log.add({ request, answer, at: 0, duration: 1 });
        return answer;
      },
    },
    1_000,
  );
  const client = new SSOAdminClient({
    region: 'us-east-1',
    endpoint: 'https://sso.us-east-1.amazonaws.com',
    credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'canary-of-the-test' },
    requestHandler: handler,
  });
  expect(await client.send(new ListInstancesCommand({ MaxResults: 3 }))).toMatchObject({ Instances: [] });
  expect(Buffer.from(sent[0]?.body ?? []).toString()).toBe('{"MaxResults":3}');
  expect(log.list()[0]?.requestBody).toBe('{"MaxResults":3}');
  expect(JSON.stringify(log.list())).not.toContain('canary-of-the-test');
  expect(warned).not.toHaveBeenCalled();
});

it('gives up at once what was cancelled before', async () => {
  const handler = awsRequestHandler({ request: () => new Promise(() => undefined) }, 1_000);
  const request = { method: 'GET', protocol: 'https:', hostname: 'x.example', path: '/', headers: {} };
  const aborted = AbortSignal.abort();
  await expect(handler.handle(request, { abortSignal: aborted })).rejects.toMatchObject({
    code: 'ERR_CANCELLED',
  });
});

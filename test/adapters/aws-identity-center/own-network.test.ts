import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsIdentityCenter } from '../../../electron/adapters/aws-identity-center/identity-center.ts';
import { awsRequestHandler } from '../../../electron/adapters/http/aws-request-handler.ts';
import { createNodeNetwork } from '../../../electron/adapters/http/node-network.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/core/errors/catalogue.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { IdentityCenter } from '../../../shared/ports/identity-center.ts';

/** The adapter over the product's own way out: what it throws must still say whether anything can have happened. */
let server: Server;
let answer: 'cut' | 'half' | 'silence' = 'cut';
beforeAll(async () => {
  server = createServer((incoming, outgoing) => {
    incoming.resume().on('end', () => {
      if (answer === 'cut') incoming.socket.destroy();
      if (answer === 'half') {
        outgoing.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': '100' });
        outgoing.write('{"Perm', () => incoming.socket.destroy());
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const port = (): number => (server.address() as AddressInfo).port;
function center(
  at: number,
  credentials = async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
): IdentityCenter {
  return awsIdentityCenter({
    region: 'eu-west-1',
    endpoint: `http://127.0.0.1:${at}`,
    credentials,
    requestHandler: awsRequestHandler(createNodeNetwork(), 300),
  });
}

async function codeOf(at: IdentityCenter): Promise<unknown> {
  const created = at.ssoAdmin.createPermissionSet(
    { instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', name: 'Ops', tags: {} },
    new AbortController().signal,
  );
  return created.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof WorkbenchError ? thrown.code : thrown),
  );
}

describe('a write over the product’s own network', () => {
  it.each(['cut', 'half', 'silence'] as const)(
    'that ends in %s is one whose outcome is not known',
    async (how) => {
      answer = how;
      expect(await codeOf(center(port()))).toBe('ERR_AWS_NO_ANSWER');
    },
  );

  it('that nobody listens to has not happened', async () => {
    const gone = createServer();
    await new Promise<void>((done) => gone.listen(0, '127.0.0.1', done));
    const { port: free } = gone.address() as AddressInfo;
    await new Promise((done) => gone.close(done));
    expect(await codeOf(center(free))).toBe('ERR_NETWORK_UNREACHABLE');
  });

  const refusal = <C extends ErrorCode>(code: C, details: ErrorDetails[C]) =>
    new WorkbenchError(code, 'aws', details);
  it.each([
    [refusal('ERR_SIGN_IN_NEEDED', { identity: 'Portal' }), 'ERR_AWS_CREDENTIALS_EXPIRED'],
    [
      refusal('ERR_AWS_CREDENTIALS', { identity: 'Portal', reason: 'ExpiredTokenException' }),
      'ERR_AWS_CREDENTIALS_EXPIRED',
    ],
    [
      refusal('ERR_AWS_CREDENTIALS', { identity: 'Portal', reason: 'InvalidClientTokenId' }),
      'ERR_AWS_CREDENTIALS',
    ],
    [refusal('ERR_AWS_PROFILE', { profile: 'prod', reason: 'it is not there' }), 'ERR_AWS_PROFILE'],
  ])('whose credentials fail with %s says so', async (thrown, code) => {
    expect(await codeOf(center(port(), () => Promise.reject(thrown)))).toBe(code);
  });
});

import { createServer as createPlainServer, type Server } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Agents, trustedAuthorities } from '../../../electron/adapters/http/agents.ts';
import { createNodeNetwork, type NodeNetworkParts } from '../../../electron/adapters/http/node-network.ts';
import { OutgoingLog } from '../../../electron/adapters/http/request-log.ts';
import { CertificateAuthority } from '../../../electron/lab/platform/certificates.ts';

const CANARY = 'canary-77aa';
let authority: CertificateAuthority;
let target: Server;
let proxy: Server;
let seen: string[] = [];
let wanted: string | undefined;

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listening = (server: Server): Promise<void> =>
  new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve));

beforeAll(async () => {
  authority = await CertificateAuthority.create('CN=Corporate', Date.now());
  const { certificatePem, privateKeyPem } = await authority.issueServer(
    ['target.example', 'localhost'],
    Date.now(),
  );
  target = createServer({ cert: certificatePem, key: privateKeyPem }, (_request, response) => {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: 'no', access_token: CANARY }));
  });
  // A CONNECT proxy that takes every name to the one target.
  proxy = createPlainServer();
  proxy.on('connect', (request, socket, head) => {
    seen.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n',
      );
      return;
    }
    const onward = connect(portOf(target), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await Promise.all([listening(target), listening(proxy)]);
});
afterAll(() => {
  for (const server of [target, proxy]) {
    server.closeAllConnections();
    server.close();
  }
});

const signal = new AbortController().signal;
const ask = (parts: NodeNetworkParts, url: string) =>
  createNodeNetwork(parts).request(
    {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(`client_secret=${CANARY}`),
      timeout: 5_000,
      maxBytes: 10_000,
    },
    signal,
  );

function through(address: string, trusted: boolean): NodeNetworkParts & { log: OutgoingLog } {
  const agents = new Agents();
  return {
    log: new OutgoingLog(),
    proxyFor: async () => address,
    agentFor: (url, by) => agents.for(url, by),
    ...(trusted ? { trusted: trustedAuthorities([authority.certificatePem], undefined) ?? [] } : {}),
  };
}

it('goes through a proxy that wants a password, to a host of a private authority, and logs no secret', async () => {
  seen = [];
  wanted = `Basic ${Buffer.from(`me:${CANARY}`).toString('base64')}`;
  const parts = through(`http://me:${CANARY}@127.0.0.1:${portOf(proxy)}`, true);
  const answer = await ask(parts, 'https://target.example/token');
  wanted = undefined;
  expect(answer.status).toBe(400);
  expect(seen).toHaveLength(1);
  expect(seen[0]).toContain('target.example:443 Basic');
  const [record] = parts.log.list();
  expect(record).toMatchObject({ status: 400, method: 'POST', url: 'https://target.example/token' });
  expect(JSON.stringify(parts.log.list())).not.toContain(CANARY);
});

it('says that the proxy wants credentials', async () => {
  wanted = 'Basic other';
  const parts = through(`http://127.0.0.1:${portOf(proxy)}`, true);
  const failure = await ask(parts, 'https://target.example/').catch((thrown) => thrown);
  wanted = undefined;
  expect(failure).toMatchObject({
    code: 'ERR_NETWORK_PROXY',
    details: { status: 407, host: 'target.example' },
  });
});

it('says that an authority is not trusted, as behind a proxy that opens TLS', async () => {
  const parts = through(`http://127.0.0.1:${portOf(proxy)}`, false);
  const failure = await ask(parts, 'https://target.example/').catch((thrown) => thrown);
  expect(failure.code).toBe('ERR_NETWORK_TLS');
  expect(failure.hint).toContain('Network');
});

it('says which of the two could not be reached', async () => {
  const gone = createPlainServer();
  await listening(gone);
  const dead = portOf(gone);
  await new Promise((resolve) => gone.close(resolve));
  const byProxy = await ask(through(`http://127.0.0.1:${dead}`, true), 'https://target.example/').catch(
    (thrown) => thrown,
  );
  expect(byProxy).toMatchObject({ code: 'ERR_NETWORK_UNREACHABLE', where: `127.0.0.1:${dead}` });
  const direct = await ask({}, `https://localhost:${dead}/`).catch((thrown) => thrown);
  expect(direct).toMatchObject({ code: 'ERR_NETWORK_UNREACHABLE', where: `localhost:${dead}` });
  const dns = await ask({}, 'https://no-such-host.invalid/').catch((thrown) => thrown);
  expect(dns.message).toContain('DNS');
});

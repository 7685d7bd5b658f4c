import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeNetwork } from '../../../electron/adapters/http/node-network.ts';
import { fetchKeys } from '../../../shared/flows/inspector/fetch-keys.ts';

const ROUTES: Record<string, { status?: number; location?: string; body?: string | Buffer }> = {
  '/jwks': { body: '{"keys":[]}' },
  '/metadata': { body: '<EntityDescriptor/>' },
  '/moved': { status: 302, location: '/jwks' },
  '/loop': { status: 302, location: '/loop' },
  '/away': { status: 302, location: 'http://idp.example/jwks' },
  '/file': { status: 302, location: 'file:///etc/passwd' },
  '/page': { body: '<html>sign in</html>' },
  '/binary': { body: Buffer.from([0xff, 0xfe, 0x00]) },
  '/text': { body: 'hello' },
  '/other': { body: '{"a":1}' },
  '/huge': { body: Buffer.alloc(3 * 1024 * 1024, 0x20) },
  '/missing': { status: 404, body: 'no' },
};

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/silent') return;
    const route = ROUTES[request.url ?? ''] ?? { status: 404 };
    const body = request.url === '/openid' ? JSON.stringify({ jwks_uri: `${origin}/jwks` }) : route.body;
    response.writeHead(
      request.url === '/openid' ? 200 : (route.status ?? 200),
      route.location ? { location: route.location } : {},
    );
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const fetched = (path: string, signal = new AbortController().signal) =>
  fetchKeys({ network: nodeNetwork }, path.startsWith('/') ? origin + path : path, signal);

const code = (path: string): Promise<unknown> =>
  fetched(path).then(
    () => 'fetched',
    (error) => error.code,
  );

describe('fetchKeys', () => {
  it('reads a JWK Set, IdP metadata and the JWKS an OpenID configuration names, and says what it asked', async () => {
    expect(await fetched('/jwks')).toEqual({
      key: { kind: 'jwks', text: '{"keys":[]}', name: `${origin}/jwks` },
      asked: [`${origin}/jwks`],
    });
    expect((await fetched('/metadata')).key.kind).toBe('metadata');
    expect((await fetched('/openid')).asked).toEqual([`${origin}/openid`, `${origin}/jwks`]);
    expect((await fetched('/moved')).asked).toEqual([`${origin}/moved`, `${origin}/jwks`]);
  });

  it('refuses addresses that leave https, typed or by redirect', async () => {
    for (const address of [
      'http://idp.example/jwks',
      'file:///etc/passwd',
      'https://user:secret@idp.example/',
      'jwks',
      '/away',
      '/file',
    ])
      expect(await code(address), address).toBe('ERR_ADDRESS_REFUSED');
  });

  it('names every answer that is not what was asked for', async () => {
    for (const path of ['/page', '/binary', '/text', '/other', '/missing', '/loop'])
      expect(await code(path), path).toBe('ERR_NETWORK_ANSWER');
    expect(await code('/huge')).toBe('ERR_INPUT_TOO_LARGE');
  });

  it('says why nothing could be reached, and stops when cancelled', async () => {
    expect(await code('http://127.0.0.1:9/jwks')).toBe('ERR_NETWORK_UNREACHABLE');
    const controller = new AbortController();
    const waiting = fetched('/silent', controller.signal).then(
      () => 'fetched',
      (error) => error.code,
    );
    setTimeout(() => controller.abort(), 30);
    expect(await waiting).toBe('ERR_CANCELLED');
  });
});

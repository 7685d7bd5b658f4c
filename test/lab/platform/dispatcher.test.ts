import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab();
});
afterAll(() => lab.stop());

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Pieces of a body without Content-Length. */
  readonly chunks?: Iterable<Buffer>;
}

function send(sent: Sent): Promise<{ status: number; body: string }> {
  const { port } = new URL(lab.ground.addresses.loopback('control'));
  return new Promise((resolve, reject) => {
    const { path = '/control', method = 'GET', headers = {} } = sent;
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (answer: IncomingMessage) => {
      let body = '';
      answer.on('data', (chunk) => {
        body += String(chunk);
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    asked.on('error', reject);
    for (const chunk of sent.chunks ?? []) asked.write(chunk);
    asked.end();
  });
}

it.each([
  ['attacker.example', 421],
  ['attacker.example:80', 421],
  ['localhost.attacker.example', 421],
  ['169.254.169.254.nip.io', 421],
  ['localhost', 401],
  ['127.0.0.1:9', 401],
  ['[::1]:80', 401],
])('a Host of %s is answered with %i (DNS rebinding)', async (host, status) => {
  expect((await send({ headers: { host } })).status).toBe(status);
});

it('has nothing at other paths, nor for targets that are no path', async () => {
  expect((await send({ path: '/' })).status).toBe(404);
  expect((await send({ path: '/elsewhere' })).status).toBe(404);
  expect((await send({ path: '*', method: 'OPTIONS' })).status).toBe(400);
  expect((await send({ path: '/aws/../control' })).status).toBe(404);
});

it('takes no body above 16 MiB, by its length or without one', async () => {
  const headers = { 'content-length': String(17 * 1024 * 1024) };
  expect((await send({ path: '/scim/x', method: 'POST', headers })).status).toBe(413);
  const piece = Buffer.alloc(1024 * 1024);
  function* endless(): Generator<Buffer> {
    for (let sent = 0; sent < 17; sent += 1) yield piece;
  }
  const { status, body } = await send({ path: '/scim/x', method: 'POST', chunks: endless() });
  expect([status, JSON.parse(body).error]).toEqual([413, 'refused']);
});

it('hands on a body in chunks', async () => {
  const headers = { 'x-lab-token': lab.controlToken };
  const chunks = [Buffer.from('[{"kind":"error",'), Buffer.from('"probability":0}]')];
  const { status, body } = await send({ path: '/control/faults', method: 'PUT', headers, chunks });
  expect([status, JSON.parse(body)]).toEqual([200, [{ kind: 'error', probability: 0 }]]);
});

it('logs status and duration, with credentials masked', async () => {
  await send({ path: '/scim/x?code=geheim&SAMLResponse=geheim&plain=seen' });
  const [entry] = lab.ground.log.list(0, 1);
  expect(entry?.path).toBe('/scim/x?code=***&SAMLResponse=***&plain=seen');
  expect(entry?.status).toBeGreaterThan(0);
});

import { request } from 'node:http';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await runningLab();
});
afterAll(() => lab.stop());

const proxy = () => new URL(lab.ground.addresses.connectProxy);

/** Connects through the proxy. @returns the status of the CONNECT, and the TLS connection behind it */
function tunnel(host: string): Promise<{ status: number; tls?: TLSSocket }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = proxy();
    const asked = request({ hostname, port, method: 'CONNECT', path: `${host}:443` });
    asked.on('error', reject);
    asked.on('connect', (answer, socket) => {
      const status = answer.statusCode ?? 0;
      if (status !== 200) {
        socket.destroy();
        resolve({ status });
        return;
      }
      const tls = tlsConnect({ socket, servername: host, ca: lab.ground.tls.caPem }, () =>
        resolve({ status, tls }),
      );
      tls.on('error', reject);
    });
    asked.end();
  });
}

function speak(tls: TLSSocket, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    tls.on('data', (chunk) => {
      answer += String(chunk);
    });
    tls.on('close', () => resolve(answer));
    tls.write(text);
  });
}

it.each([
  'login.microsoftonline.com',
  'graph.microsoft.com',
  'us-east-1.signin.aws.amazon.com',
  'oidc.us-east-1.amazonaws.com',
  'sts.jogcloud.com',
])('is %s, with a certificate of that name', async (host) => {
  const { tls } = await tunnel(host);
  if (tls === undefined) throw new Error('refused');
  expect(tls.authorized).toBe(true);
  expect(tls.getPeerCertificate().subjectaltname).toBe(`DNS:${host}`);
  const answer = await speak(tls, `GET /nothing-here HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  const [entry] = lab.ground.log.list(0, 1);
  expect(entry).toMatchObject({ host, path: '/nothing-here' });
});

it('answers several requests on one connection', async () => {
  const { tls } = await tunnel('graph.microsoft.com');
  if (tls === undefined) throw new Error('refused');
  const one = 'GET /one HTTP/1.1\r\nHost: graph.microsoft.com\r\n';
  const answer = await speak(tls, `${one}\r\n${one}Connection: close\r\n\r\n`);
  expect(answer.match(/HTTP\/1\.1 4\d\d /g)).toHaveLength(2);
});

it('asks for a certificate on the certificate sign-in host only', async () => {
  const { tls } = await tunnel('certauth.sts.jogcloud.com');
  expect(tls?.authorized).toBe(true);
  tls?.destroy();
});

it.each(['example.com', 'localhost', '127.0.0.1', 'login.microsoftonline.com.attacker.example', ''])(
  'connects nowhere else: %j is refused with 403',
  async (host) => {
    expect((await tunnel(host)).status).toBe(403);
  },
);

it('refuses inside a tunnel a Host that it does not play', async () => {
  const { tls } = await tunnel('graph.microsoft.com');
  if (tls === undefined) throw new Error('refused');
  const answer = await speak(tls, 'GET / HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 421 /);
});

function absolute(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = proxy();
    request({ hostname, port, path: url, headers: { host: 'ignored.example' } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

it('takes the absolute form of plain http for hosts it plays, and no other', async () => {
  expect(await absolute('http://169.254.169.254/nothing-here')).toBe(404);
  expect(lab.ground.log.list(0, 1)).toMatchObject([{ service: 'managed-identity', host: '169.254.169.254' }]);
  expect(await absolute('http://example.com/')).toBe(403);
  expect(await absolute('/control')).toBe(403);
});

it('survives clients that talk nonsense or leave in the middle', async () => {
  const { hostname, port } = proxy();
  const { connect } = await import('node:net');
  for (const text of [
    'CONNECT graph.microsoft.com:443 HTTP/1.1\r\n\r\nnot TLS at all',
    'CONNECT\r\n\r\n',
    '\x16\x03\x01',
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(text);
        setTimeout(() => socket.destroy(), 20);
      });
      socket.on('close', () => resolve());
      socket.on('error', () => undefined);
    });
  }
  expect((await tunnel('graph.microsoft.com')).status).toBe(200);
});

import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { close, listen } from '../../../electron/lab/platform/listen.ts';
import { holderOfPort } from '../../../electron/lab/platform/port-holder.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

const servers: Server[] = [];
const server = (): Server => {
  const made = createServer((_request, response) => response.end('here'));
  servers.push(made);
  return made;
};
afterEach(() => Promise.all(servers.splice(0).map((one) => close(one, 0))));

it('listens on loopback only', async () => {
  const one = server();
  const port = await listen(one, 0);
  expect(one.address() as AddressInfo).toMatchObject({ address: '127.0.0.1', port });
});

it('says who has a port, and which one is free', async () => {
  const port = await listen(server(), 0);
  const thrown = await listen(server(), port).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(WorkbenchError);
  const { code, details, hint } = thrown as WorkbenchError<'ERR_LAB_PORT_TAKEN'>;
  expect([code, details.port]).toEqual(['ERR_LAB_PORT_TAKEN', port]);
  expect(details.free).toBeGreaterThan(port);
  expect(hint).toContain(String(details.free));
  await listen(server(), details.free ?? 0);
  if (process.platform === 'linux') expect(details.holder).toContain(`(process ${process.pid}) has it`);
});

it.skipIf(process.platform !== 'linux')('knows of no holder where nobody listens (needs /proc)', async () => {
  const one = server();
  const port = await listen(one, 0);
  expect(await holderOfPort(port)).toContain(String(process.pid));
  await close(one, 0);
  expect(await holderOfPort(port)).toBeUndefined();
});

it('ends with its connections: idle ones at once, others after the grace', async () => {
  const one = server();
  one.on('request', () => undefined);
  const port = await listen(one, 0);
  const idle = await fetch(`http://127.0.0.1:${port}`, { headers: { connection: 'keep-alive' } });
  await idle.text();
  const hanging = connect(port, '127.0.0.1');
  await new Promise<void>((resolve) => hanging.once('connect', () => resolve()));
  hanging.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n');
  const ended = new Promise((resolve) => hanging.once('close', resolve));
  hanging.on('error', () => undefined).resume();
  const begun = performance.now();
  await close(one, 50);
  await ended;
  expect(performance.now() - begun).toBeLessThan(1_000);
});

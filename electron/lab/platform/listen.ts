import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { holderOfPort } from './port-holder.ts';

const LOOPBACK = '127.0.0.1';

/**
 * Listens on loopback only.
 *
 * @param port 0 takes a free one
 * @returns the port
 * @throws WorkbenchError ERR_LAB_PORT_TAKEN with who has it, where that can be told, and the next free one
 */
export async function listen(server: Server, port: number): Promise<number> {
  try {
    return await tryPort(server, port);
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw thrown;
    const holder = code === 'EADDRINUSE' ? await holderOfPort(port) : 'only an administrator may use it';
    const free = await nextFree(port);
    throw new WorkbenchError(
      'ERR_LAB_PORT_TAKEN',
      'lab',
      { port, ...(holder === undefined ? {} : { holder }), ...(free === undefined ? {} : { free }) },
      {
        message: `Port ${port} is taken${holder === undefined ? '' : `: ${holder}`}.`,
        ...(free === undefined ? {} : { hint: `Stop what has it, or give another: ${free} is free.` }),
      },
    );
  }
}

function tryPort(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function nextFree(port: number): Promise<number | undefined> {
  const { createServer } = await import('node:http');
  for (let candidate = port + 10; candidate < Math.min(port + 500, 65_535); candidate += 10) {
    const probe = createServer();
    try {
      await tryPort(probe, candidate);
      return candidate;
    } catch {
      // Taken as well.
    } finally {
      probe.close();
    }
  }
  return undefined;
}

/** Ends a server with its connections. @param grace milliseconds that running requests have */
export async function close(server: Server, grace: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(timer);
}

import { app, MessageChannelMain, type MessagePortMain, utilityProcess } from 'electron';
import type { Order, Report } from '../worker/protocol.ts';
import type { WorkerProcess } from './ipc/worker-host.ts';
import type { Log } from './log.ts';

/**
 * Starts the worker: a process of its own, without a window and without the keystore.
 *
 * @param entry the built script
 * @param checkOutput true where answers shall be held against the contract
 */
export function forkWorker(entry: string, checkOutput: boolean, log: Log): WorkerProcess<MessagePortMain> {
  const args = [`--product-version=${app.getVersion()}`, ...(checkOutput ? ['--check-output'] : [])];
  const child = utilityProcess.fork(entry, args, {
    serviceName: 'Federation Workbench worker',
    stdio: 'inherit',
  });
  const send = (order: Order, ports: MessagePortMain[] = []): void => child.postMessage(order, ports);
  child.on('message', (report: Report) => {
    if (report.type !== 'failure') return;
    const { channel, correlationId, described } = report;
    log.write('error', `failed ${channel}`, { correlationId, ...described });
  });
  return {
    connect: (port) => send({ type: 'line' }, [port]),
    ping: () => send({ type: 'ping' }),
    onPong: (listener) => {
      child.on('message', (report: Report) => {
        if (report.type === 'pong') listener();
      });
    },
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}

/** @returns both ends of a line that passes main by */
export function newLine(): { readonly page: MessagePortMain; readonly worker: MessagePortMain } {
  const { port1, port2 } = new MessageChannelMain();
  return { page: port1, worker: port2 };
}

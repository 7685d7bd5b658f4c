import { contractAt } from '../../shared/contract/whole.ts';
import type { FromWorker } from '../../shared/contract/worker-line.ts';
import { systemRandom } from '../compose/system-random.ts';
import { describeError } from '../main/ipc/describe-error.ts';
import { Jobs } from '../main/ipc/jobs.ts';
import { Router } from '../main/ipc/router.ts';
import { workerHandlers } from './handlers.ts';
import type { Order, Report } from './protocol.ts';
import { serveLine } from './serve.ts';

/** Answers pages for the inspector, each on a line of its own. */
export function serveInspector(main: Electron.ParentPort): void {
  const report = (message: Report): void => main.postMessage(message);

  /** By line; a page that was reloaded has a new one. */
  const ports = new Map<number, (message: FromWorker) => void>();

  const router = new Router({
    contract: contractAt('worker'),
    handlers: workerHandlers,
    checkOutput: process.argv.includes('--check-output'),
    logFailure: (channel, thrown) => {
      const correlationId = systemRandom.uuid();
      report({ type: 'failure', channel, correlationId, described: describeError(thrown) });
      return correlationId;
    },
  });

  const jobs = new Jobs({
    router,
    random: systemRandom,
    emit: (lineId, event) => ports.get(lineId)?.({ type: 'event', event }),
  });

  let lines = 0;

  main.on('message', (event) => {
    const order = event.data as Order;
    if (order.type === 'ping') report({ type: 'pong' });
    const [port] = event.ports;
    if (order.type !== 'line' || port === undefined) return;
    lines += 1;
    const lineId = lines;
    ports.set(lineId, (message) => port.postMessage(message));
    serveLine(
      lineId,
      {
        postMessage: (message) => port.postMessage(message),
        onMessage: (listener) => void port.on('message', ({ data }) => listener(data)),
        onClose: (listener) =>
          void port.on('close', () => {
            ports.delete(lineId);
            listener();
          }),
      },
      jobs,
    );
    port.start();
  });
}

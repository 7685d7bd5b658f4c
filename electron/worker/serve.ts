import type { Contract } from '../../shared/contract/contract.ts';
import { toWireError, WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { Router } from '../main/ipc/router.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** Main's end of the worker. */
export interface Port {
  postMessage(message: FromWorker): void;
  onMessage(listener: (message: ToWorker) => void): void;
}

/** Runs what main sends through the router, and answers under the id it came with. */
export function serve<C extends Contract>(router: Router<C>, port: Port): void {
  const running = new Map<number, AbortController>();
  port.onMessage((message) => {
    if (message.type === 'cancel') {
      running.get(message.id)?.abort(new WorkbenchError('ERR_CANCELLED', 'worker', {}));
      return;
    }
    const { id, channel, input } = message;
    const controller = new AbortController();
    running.set(id, controller);
    const progress = (value: unknown): void => port.postMessage({ type: 'progress', id, progress: value });
    router
      .route(channel, input, { windowId: 0, signal: controller.signal, progress })
      .catch((thrown) => ({ ok: false as const, error: toWireError(thrown) }))
      .then((result) => port.postMessage({ type: 'end', id, result }))
      .finally(() => running.delete(id));
  });
}

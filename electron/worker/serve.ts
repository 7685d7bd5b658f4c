import type { FromWorker, ToWorker } from '../../shared/contract/worker-line.ts';
import { toWireError } from '../../shared/core/errors/workbench-error.ts';
import type { Jobs } from '../main/ipc/jobs.ts';

/** The worker's end of a page's line. */
export interface LinePort {
  postMessage(message: FromWorker): void;
  onMessage(listener: (message: ToWorker) => void): void;
  /** The page has gone. */
  onClose(listener: () => void): void;
}

/**
 * Answers a page: calls and jobs as main does for its own channels, under the ids they came with. What runs for the page ends
 * with its line.
 *
 * @param jobs those of all lines; its `emit` must reach this port for this lineId
 */
export function serveLine(lineId: number, port: LinePort, jobs: Jobs): void {
  port.onMessage((message) => {
    if (message.type === 'cancel') {
      jobs.cancel(lineId, message.id);
      return;
    }
    const { id, channel, input, callId } = message;
    jobs
      .handle(lineId, channel, input, callId)
      .catch((thrown) => ({ ok: false as const, error: toWireError(thrown) }))
      .then((result) => port.postMessage({ type: 'answer', id, result }));
  });
  port.onClose(() => jobs.endWindow(lineId));
}

import type { Contract } from '../../../shared/contract/contract.ts';
import { toWireError, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { type SenderEvent, trustedSender } from '../security/ipc-sender.ts';
import type { Jobs } from './jobs.ts';

/** The part of Electron's ipcMain that is needed. */
export interface IpcDoor {
  handle(channel: string, listener: (event: SenderEvent, ...values: unknown[]) => unknown): void;
}

/**
 * Opens exactly one channel for each entry of the contract, and lets nobody through but the product's own windows.
 *
 * @param parts.known webContents ids of the windows this process opened
 * @param parts.logRefusal is told the channel only: what a stranger sends is not written anywhere
 */
export function bindContract(parts: {
  readonly contract: Contract;
  readonly door: IpcDoor;
  readonly jobs: Pick<Jobs, 'handle'>;
  readonly known: ReadonlySet<number>;
  readonly logRefusal: (channel: string) => void;
}): void {
  for (const channel of Object.keys(parts.contract)) {
    parts.door.handle(channel, (event, input, callId) => {
      const windowId = trustedSender(event, parts.known);
      if (windowId === undefined) {
        parts.logRefusal(channel);
        return { ok: false, error: toWireError(new WorkbenchError('ERR_IPC_SENDER', 'ipc', {})) };
      }
      return parts.jobs.handle(windowId, channel, input, callId);
    });
  }
}

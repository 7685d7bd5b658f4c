import { inspectorContract } from '../../shared/contract/inspector.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { HandlersOf } from '../main/ipc/router.ts';

/** The part of the contract that the worker answers. */
export const workerContract = inspectorContract;

export const workerHandlers: HandlersOf<typeof workerContract> = {
  'inspector.inspect': () => {
    throw new WorkbenchError('ERR_INTERNAL', 'worker', { cause: 'not there yet' });
  },
};

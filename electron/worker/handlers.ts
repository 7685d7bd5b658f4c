import { inspectorContract } from '../../shared/contract/inspector.ts';
import { inspect } from '../../shared/flows/inspector/inspect.ts';
import { nodeInspectorPorts } from '../compose/inspector-ports.ts';
import type { HandlersOf } from '../main/ipc/router.ts';

/** The part of the contract that the worker answers. */
export const workerContract = inspectorContract;

export const workerHandlers: HandlersOf<typeof workerContract> = {
  'inspector.inspect': ({ text, options }, { signal }) => inspect(nodeInspectorPorts, text, options, signal),
};

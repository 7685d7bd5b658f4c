import type { ContractAt } from '../../shared/contract/whole.ts';
import { inspect } from '../../shared/flows/inspector/inspect.ts';
import { nodeInspectorPorts } from '../compose/inspector-ports.ts';
import type { HandlersOf } from '../main/ipc/router.ts';

/** What the worker answers. */
export const workerHandlers: HandlersOf<ContractAt<'worker'>> = {
  'inspector.inspect': ({ text, options }, { signal }) => inspect(nodeInspectorPorts, text, options, signal),
};

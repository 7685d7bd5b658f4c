import type { ContractAt } from '../../shared/contract/whole.ts';
import { findCertificates } from '../../shared/core/inspector/find-certificates.ts';
import { loadAttacks } from '../../shared/core/self-test/load-attacks.ts';
import { inspect } from '../../shared/flows/inspector/inspect.ts';
import { attackToInspect, runSelfTest } from '../../shared/flows/inspector/self-test.ts';
import { nodeInspectorPorts, openFileSource } from '../compose/inspector-ports.ts';
import { systemRandom } from '../compose/system-random.ts';
import type { HandlersOf } from '../main/ipc/router.ts';
import { evidenceHandlers } from './evidence-handlers.ts';
import { HeldInspections } from './held-inspections.ts';

/** As main starts this process. */
const VERSION = '--product-version=';

const files = new HeldInspections(nodeInspectorPorts, openFileSource, systemRandom.uuid);
const version = process.argv.find((arg) => arg.startsWith(VERSION))?.slice(VERSION.length) ?? 'unknown';

/** What the worker answers. */
export const workerHandlers: HandlersOf<ContractAt<'worker'>> = {
  'inspector.inspect': ({ text, options }, { signal }) => inspect(nodeInspectorPorts, text, options, signal),
  'inspector.inspectFile': ({ droppedPath, options }, { signal, progress }) =>
    files.inspect(droppedPath, options, signal, progress),
  'inspector.rows': ({ resultId, from, count }) => ({ rows: files.rows(resultId, from, count) }),
  'inspector.message': ({ resultId, index }) => files.message(resultId, index),
  'inspector.certificates': ({ texts }) => findCertificates(texts, nodeInspectorPorts.crypto),
  'inspector.selfTest': async (_input, { signal, progress }) =>
    runSelfTest(nodeInspectorPorts, await loadAttacks(), signal, (done, total) => progress({ done, total })),
  'inspector.attack': async ({ name }) => {
    const attack = attackToInspect(await loadAttacks(), name);
    return attack === undefined ? {} : { attack };
  },
  ...evidenceHandlers(nodeInspectorPorts, files, `Federation Workbench ${version}`),
};

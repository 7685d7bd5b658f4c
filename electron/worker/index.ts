import { ACCESS_FLAG, JOURNALS_FLAG } from './access/access-protocol.ts';
import { serveInspector } from './inspector-process.ts';
import { serveLabProcess } from './lab-process.ts';
import { LAB_FLAG } from './lab-protocol.ts';

// One script, three processes: a Lab or a large organization that is busy, or that fails, must not keep the inspector from
// answering.
if (process.argv.includes(LAB_FLAG)) serveLabProcess(process.parentPort);
else if (process.argv.includes(ACCESS_FLAG)) {
  const journals =
    process.argv.find((arg) => arg.startsWith(JOURNALS_FLAG))?.slice(JOURNALS_FLAG.length) ?? '';
  const { serveAccessProcess } = await import('./access/access-process.ts');
  serveAccessProcess(process.parentPort, journals);
} else serveInspector(process.parentPort);

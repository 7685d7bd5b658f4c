import { serveInspector } from './inspector-process.ts';
import { serveLabProcess } from './lab-process.ts';
import { LAB_FLAG } from './lab-protocol.ts';

// One script, two processes: a Lab that is busy, or that fails, must not keep the inspector from answering.
if (process.argv.includes(LAB_FLAG)) serveLabProcess(process.parentPort);
else serveInspector(process.parentPort);

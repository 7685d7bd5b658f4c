import { mkdirSync } from 'node:fs';
import { utilityProcess } from 'electron';
import { ACCESS_FLAG, type AccessReport, JOURNALS_FLAG } from '../../worker/access/access-protocol.ts';
import type { AccessProcess } from './access-host.ts';

/**
 * Starts the process that holds an organization's access: the worker's script once more, without a line to any page.
 *
 * @param entry the built script
 * @param journals the folder for journals, which is made where it is missing
 */
export function forkAccess(entry: string, journals: string): AccessProcess {
  mkdirSync(journals, { recursive: true, mode: 0o700 });
  const child = utilityProcess.fork(entry, [ACCESS_FLAG, `${JOURNALS_FLAG}${journals}`], {
    serviceName: 'Federation Workbench access',
    stdio: 'inherit',
    // Answers of AWS are dropped as soon as they are taken in; a large young generation would only hold them longer.
    execArgv: ['--max-semi-space-size=2'],
  });
  return {
    send: (order) => child.postMessage(order),
    onReport: (listener) => void child.on('message', (report: AccessReport) => listener(report)),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}

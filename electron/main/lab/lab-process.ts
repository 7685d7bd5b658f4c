import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utilityProcess } from 'electron';
import { LAB_FLAG, type LabReport } from '../../worker/lab-protocol.ts';
import type { LabProcess } from './lab-host.ts';

/**
 * Starts the process of a Lab: the worker's script once more, without a line to any page.
 *
 * @param entry the built script
 */
export function forkLab(entry: string): LabProcess {
  const child = utilityProcess.fork(entry, [LAB_FLAG], {
    serviceName: 'Federation Workbench Lab',
    stdio: 'inherit',
  });
  return {
    send: (order) => child.postMessage(order),
    onReport: (listener) => void child.on('message', (report: LabReport) => listener(report)),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}

/** A temporary folder for the certificate of one run. */
export function newLabFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'fedbench-lab-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

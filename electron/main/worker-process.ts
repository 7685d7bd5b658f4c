import { utilityProcess } from 'electron';
import type { WorkerProcess } from './ipc/worker-host.ts';

/**
 * Starts the worker: a process of its own, without a window and without the keystore.
 *
 * @param entry the built script
 * @param checkOutput true where answers shall be held against the contract
 */
export function forkWorker(entry: string, checkOutput: boolean): WorkerProcess {
  const child = utilityProcess.fork(entry, checkOutput ? ['--check-output'] : [], {
    serviceName: 'Federation Workbench worker',
    stdio: 'inherit',
  });
  return {
    postMessage: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}

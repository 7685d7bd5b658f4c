import { randomUUID } from 'node:crypto';
import { app, dialog } from 'electron';
import { describeError } from './ipc/describe-error.ts';
import type { Log } from './log.ts';

/** Logs a failure nobody expected. @returns the id it can be found by */
export function logFailure(log: Log, event: string, thrown: unknown): string {
  const correlationId = randomUUID();
  log.write('error', event, { correlationId, ...describeError(thrown) });
  return correlationId;
}

/** Logs what no code caught, and tells the user the first time: the application may not be whole any more. */
export function catchFailures(log: Log): void {
  let told = false;
  const handle = (event: string) => (thrown: unknown) => {
    const correlationId = logFailure(log, event, thrown);
    if (told || !app.isReady()) return;
    told = true;
    void dialog.showMessageBox({
      type: 'error',
      title: app.getName(),
      message: 'Something went wrong inside the application.',
      detail: `Save your work and restart it. If it comes back, report it with this id:\n${correlationId}\n\n${log.file}`,
      buttons: ['OK'],
    });
  };
  process.on('uncaughtException', handle('uncaught-exception'));
  process.on('unhandledRejection', handle('unhandled-rejection'));
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.write('warning', 'child-process-gone', { type, reason, exitCode });
  });
}

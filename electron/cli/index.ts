import { readFileSync } from 'node:fs';
import { EXIT } from './outcome.ts';
import { runProgram } from './program.ts';
import { processTerminal } from './terminal.ts';

const controller = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // A second one means that the person will not wait.
    if (controller.signal.aborted) process.exit(EXIT.cancelled);
    controller.abort();
  });
}

// A reader that has seen enough (`fedbench inspect x | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? EXIT.yes : EXIT.no);
});

function version(): string {
  try {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'version' in value
      ? String(value.version)
      : 'unknown';
  } catch {
    return 'unknown';
  }
}

process.exitCode = await runProgram(process.argv.slice(2), version(), processTerminal(controller.signal));
// Standard input that was not read to its end would keep the process alive.
process.stdin.destroy();

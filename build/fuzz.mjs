// @ts-check
import { reportFailure } from './bootstrap/failure.mjs';
import { setUp } from './bootstrap/set-up.mjs';

try {
  await setUp();
  const { runNamed } = await import('./bootstrap/named-runs.mjs');
  process.exitCode = (await runNamed('test/fuzz', 'fuzz', process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  reportFailure(error);
}

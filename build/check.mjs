// @ts-check
import { reportFailure } from './bootstrap/failure.mjs';
import { setUp } from './bootstrap/set-up.mjs';

/** The quick half of `npm test`: sources and unit tests, no Electron. */
try {
  await setUp();
  const { runCheck, staticChecks } = await import('./checks.mjs');
  const { runVitest } = await import('./run-vitest.mjs');
  for (const check of staticChecks) {
    const result = await runCheck(check);
    console.log(`${check.name}: ${result.state}`);
    if (result.state === 'passed') continue;
    console.log(result.message);
    if (result.state === 'failed') process.exitCode = 1;
  }
  const summary = await runVitest([
    '--project=core',
    '--project=unit',
    '--project=lab',
    '--project=renderer',
    ...process.argv.slice(2),
  ]);
  for (const failure of summary.failures) console.log(`\n${failure.name}\n${failure.message}`);
  console.log(`${summary.passed} tests passed, ${summary.failures.length} failed`);
  if (summary.failures.length > 0) process.exitCode = 1;
} catch (error) {
  reportFailure(error);
}

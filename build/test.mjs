// @ts-check
import { mkdirSync } from 'node:fs';
import { SetupFailure } from './bootstrap/failure.mjs';
import { duration, say, sayTo } from './bootstrap/say.mjs';
import { setUp } from './bootstrap/set-up.mjs';

/** @type {import('./test-reporter.ts').TestSummary} */
const sum = { passed: 0, failures: [], skips: [] };

/**
 * Runs one stage that counts as one test, and says how long it took.
 *
 * @param {string} name
 * @param {() => Promise<unknown>} work throws to fail; a string it returns is shown
 */
async function stage(name, work) {
  const started = performance.now();
  try {
    const note = await work();
    sum.passed += 1;
    say(`[${duration(performance.now() - started)}] ${name}${typeof note === 'string' ? `: ${note}` : ''}`);
  } catch (error) {
    const message =
      error instanceof SetupFailure
        ? `${error.message}\n${error.advice}`
        : String(error instanceof Error ? error.stack : error);
    sum.failures.push({ name, message });
    say(`[${duration(performance.now() - started)}] ${name}: FAILED`);
    throw error;
  }
}

/** The tools and the machine; without them nothing else makes sense. */
async function prepare() {
  if (process.env.HOME) mkdirSync(process.env.HOME, { recursive: true });
  await stage('packages', setUp);
  const { ensureRuntime } = await import('./bootstrap/runtime.mjs');
  const { ensureSystemLibraries } = await import('./bootstrap/system-libraries.mjs');
  let executable = '';
  await stage('Electron', async () => {
    const runtime = await ensureRuntime();
    executable = runtime.executable;
    return `${runtime.kind} runtime ${runtime.version}`;
  });
  await stage('system libraries', () => ensureSystemLibraries(executable));
}

/** Runs all checks, two at a time: each keeps one processor busy, and the smallest machines have two. */
async function checkStatically() {
  const { runCheck, staticChecks } = await import('./checks.mjs');
  const waiting = [...staticChecks];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const started = performance.now();
      const result = await runCheck(check);
      const took = duration(performance.now() - started);
      if (result.state === 'passed') sum.passed += 1;
      else if (result.state === 'failed') sum.failures.push({ name: check.name, message: result.message });
      else sum.skips.push({ name: check.name, reason: result.message });
      say(`[${took}] ${check.name}${result.state === 'passed' ? '' : `: ${result.state.toUpperCase()}`}`);
    }
  };
  await Promise.all([work(), work()]);
}

/** @param {string[]} filters */
async function runTests(filters) {
  const { runVitest } = await import('./run-vitest.mjs');
  const started = performance.now();
  say('tests:');
  const summary = await runVitest(filters);
  sum.passed += summary.passed;
  sum.failures.push(...summary.failures);
  sum.skips.push(...summary.skips);
  say(`[${duration(performance.now() - started)}] tests`);
}

function conclude() {
  if (sum.skips.length > 0) say(`\nSkipped (${sum.skips.length}):`);
  for (const skip of sum.skips) say(`- ${skip.name}: ${skip.reason}`);
  if (sum.failures.length > 0) say(`\nFailed (${sum.failures.length}):`);
  for (const failure of sum.failures)
    say(`\n- ${failure.name}\n${failure.message.trim().replace(/^/gm, '    ')}`);
  say(`\nWhole run: ${duration(performance.now())}`);
  say(`${sum.passed} passed, ${sum.failures.length} failed`);
  process.exitCode = sum.failures.length > 0 || sum.passed === 0 ? 1 : 0;
}

sayTo(process.stdout);
const filters = process.argv.slice(2);
try {
  await prepare();
  if (filters.length === 0) await checkStatically();
  const { ensureBuilt } = await import('./bootstrap/build-product.mjs');
  const built = await stage('build', () => ensureBuilt()).then(
    () => true,
    () => false,
  );
  // What needs no build still says something; the rest would only repeat why it failed.
  await runTests(
    built ? filters : ['--project=core', '--project=unit', '--project=lab', '--project=renderer', ...filters],
  );
} catch {
  // The stage that threw has recorded why; the tests after it would only repeat it.
} finally {
  conclude();
}

// @ts-check
import { reportFailure, SetupFailure } from './bootstrap/failure.mjs';
import { say } from './bootstrap/say.mjs';
import { setUp } from './bootstrap/set-up.mjs';

/**
 * @param {string[]} args of `npm start --`
 * @returns {{ smoke: string | undefined, rest: string[] }} `rest` goes to the application
 * @throws {SetupFailure} for `--smoke` without a folder
 */
function readArguments(args) {
  const at = args.findIndex((arg) => arg === '--smoke' || arg.startsWith('--smoke='));
  if (at === -1) return { smoke: undefined, rest: args };
  const inline = args[at]?.split('=')[1];
  const smoke = inline ?? args[at + 1];
  if (!smoke || smoke.startsWith('-')) {
    throw new SetupFailure(
      '--smoke needs a folder for its screenshot.',
      'For example: npm start -- --smoke /tmp/screens',
    );
  }
  return {
    smoke,
    rest: args.filter((_, index) => index !== at && (inline !== undefined || index !== at + 1)),
  };
}

try {
  const { smoke, rest } = readArguments(process.argv.slice(2));
  await setUp();
  const { ensureBuilt } = await import('./bootstrap/build-product.mjs');
  const { hasDisplay } = await import('./bootstrap/display.mjs');
  await ensureBuilt();
  if (smoke !== undefined) {
    const { smokeTest } = await import('./bootstrap/smoke.mjs');
    await smokeTest(smoke, rest);
  } else if (hasDisplay()) {
    const { openWindow } = await import('./bootstrap/open-window.mjs');
    process.exitCode = await openWindow(rest);
  } else {
    say('There is no display to open a window on (DISPLAY is not set).');
    say('Walking through the Lab in the terminal instead: node out/cli/index.js lab tour\n');
    const { runToEnd } = await import('./bootstrap/foreground.mjs');
    process.exitCode = await runToEnd(process.execPath, ['out/cli/index.js', 'lab', 'tour', ...rest]);
  }
} catch (error) {
  reportFailure(error);
}

// @ts-check
import { reportFailure } from './bootstrap/failure.mjs';
import { setUp } from './bootstrap/set-up.mjs';

try {
  await setUp();
  const { importTypeScript } = await import('./bootstrap/typescript-module.mjs');
  const { generate } = await importTypeScript('build/generate/index.ts');
  if (typeof generate !== 'function') throw new Error('build/generate/index.ts exports no generate()');
  process.exitCode = (await generate({ check: process.argv.includes('--check') })) ? 0 : 1;
} catch (error) {
  reportFailure(error);
}

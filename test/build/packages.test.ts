import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ensurePackages } from '../../build/bootstrap/packages.mjs';
import { canStepDown, runModule, scratchFolder } from './scratch.ts';

/** A project with one package of its own, so that npm needs no network. */
function project(
  locked = { 'node_modules/leaf': { resolved: 'leaf', link: true }, leaf: { version: '1.0.0' } },
): string {
  const root = scratchFolder();
  mkdirSync(join(root, 'leaf'));
  writeFileSync(join(root, 'leaf', 'package.json'), '{"name":"leaf","version":"1.0.0"}');
  const own = { name: 'sample', version: '1.0.0', dependencies: { leaf: 'file:leaf' } };
  writeFileSync(join(root, 'package.json'), JSON.stringify(own));
  const lock = {
    name: 'sample',
    version: '1.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': own, ...locked },
  };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  return root;
}

const install = (root: string) => `
  import { ensurePackages } from './build/bootstrap/packages.mjs';
  console.log(await ensurePackages(${JSON.stringify(root)}));`;

it('installs once, and is done within milliseconds the second time', async () => {
  const root = project();
  expect(await ensurePackages(root)).toBe('installed');
  expect(existsSync(join(root, 'node_modules', 'leaf', 'package.json'))).toBe(true);
  const started = performance.now();
  expect(await ensurePackages(root)).toBe('present');
  expect(performance.now() - started).toBeLessThan(100);
});

it('two starts at once install one time', async () => {
  const root = project();
  const results = await Promise.all([runModule(install(root)), runModule(install(root))]);
  expect(results.map((result) => result.stdout.trim()).sort()).toEqual(['installed', 'present']);
});

it('installs again when the lockfile changes, and takes over what npm install has made', async () => {
  const root = project();
  await ensurePackages(root);
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock, null, 2));
  expect(await ensurePackages(root)).toBe('present');
  lock.packages.leaf.version = '1.0.1';
  writeFileSync(join(root, 'leaf', 'package.json'), '{"name":"leaf","version":"1.0.1"}');
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  expect(await ensurePackages(root)).toBe('installed');
});

it('says what to do when package.json and the lockfile disagree, and leaves no stamp', async () => {
  const root = project();
  mkdirSync(join(root, 'twig'));
  writeFileSync(join(root, 'twig', 'package.json'), '{"name":"twig","version":"1.0.0"}');
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({
      name: 'sample',
      version: '1.0.0',
      dependencies: { leaf: 'file:leaf', twig: 'file:twig' },
    }),
  );
  await expect(ensurePackages(root)).rejects.toMatchObject({ advice: expect.stringContaining('disagree') });
  expect(existsSync(join(root, 'node_modules', '.federation-workbench-stamp'))).toBe(false);
});

it.skipIf(!canStepDown)(
  'names the folder that may not be written (needs root and a Node that all may run)',
  async () => {
    const root = project();
    chmodSync(root, 0o555);
    const result = await runModule(install(root), { unprivileged: true });
    expect(result.code).not.toBe(0);
    expect(result.stderr).toContain(`No permission to write to ${root}.`);
  },
);

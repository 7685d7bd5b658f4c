import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { supportedElectron } from '../../build/packaging/supported-electron.ts';

interface LockedPackage {
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  inBundle?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const read = (name: string) => JSON.parse(readFileSync(join(projectRoot, name), 'utf8'));
const manifest: { dependencies: Record<string, string>; devDependencies: Record<string, string> } =
  read('package.json');
const locked: Record<string, LockedPackage> = read('package-lock.json').packages;
const installed = Object.entries(locked).filter(([path]) => path !== '');

it('locks every package to a version and a checksum, whatever registry serves it', () => {
  expect(installed.length).toBeGreaterThan(100);
  const loose = installed.filter(([, entry]) => !entry.version || (!entry.integrity && !entry.inBundle));
  expect(loose.map(([path]) => path)).toEqual([]);
  expect(installed.filter(([, entry]) => entry.resolved ?? entry.link).map(([path]) => path)).toEqual([]);
});

it('holds the binaries of every platform, not only of the one it was made on', () => {
  const missing = installed.flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !locked[`${path}/node_modules/${name}`] && !locked[`node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

it('agrees with package.json, which names exact versions', () => {
  expect(locked['']?.dependencies).toEqual(manifest.dependencies);
  expect(locked['']?.devDependencies).toEqual(manifest.devDependencies);
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
    expect(locked[`node_modules/${name}`]?.version, name).toBe(version);
  }
});

it('pins an Electron that still gets security fixes', () => {
  const major = Number(manifest.devDependencies.electron?.split('.')[0]);
  expect(supportedElectron.majors).toContain(major);
});

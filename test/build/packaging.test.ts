import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { expect, it } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { packagingConfiguration } from '../../build/packaging/configuration.mjs';
import { fusesFor } from '../../build/packaging/fuses.mjs';

const configuration = packagingConfiguration({
  electronDist: '/electron',
  electronVersion: '45.4.1',
  output: '/dist',
  testBuild: false,
});

it('closes every door of a release that a fuse can close', () => {
  for (const platform of ['linux', 'darwin', 'win32']) {
    const fuses = fusesFor({ platform, testBuild: false });
    expect(fuses[FuseV1Options.RunAsNode]).toBe(false);
    expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(false);
    expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(false);
    expect(fuses[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(false);
    expect(fuses[FuseV1Options.EnableCookieEncryption]).toBe(true);
    expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(true);
    expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(platform !== 'linux');
  }
});

it('makes a test build that differs from the release in the inspector only', () => {
  const release = fusesFor({ platform: 'linux', testBuild: false });
  const testBuild = fusesFor({ platform: 'linux', testBuild: true });
  expect(testBuild).toEqual({ ...release, [FuseV1Options.EnableNodeCliInspectArguments]: true });
});

it('has no automatic update: nothing is published, no updater is installed', () => {
  expect(configuration.publish).toBeNull();
  const lock = readFileSync(join(projectRoot, 'package-lock.json'), 'utf8');
  expect(lock).not.toMatch(/"node_modules\/(electron-updater|update-electron-app)"/);
});

it('packs what was built and nothing else', () => {
  expect(configuration.files).toEqual(expect.arrayContaining(['!node_modules/**/*', '!**/*.map']));
});

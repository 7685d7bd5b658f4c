import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { _electron } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareElectronLaunch } from '../../build/bootstrap/electron-launch.mjs';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { makeOpenFolder } from '../../build/bootstrap/unprivileged.mjs';
import { fusesFor } from '../../build/packaging/fuses.mjs';
import type {} from '../../renderer/bridge/workbench.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../shared/core/inspector/options.ts';

// SECURITY.md 23-25, on a test build packaged on the runtime at hand.

const { folder: output, remove } = makeOpenFolder('package');
const application = join(output, 'linux-unpacked');
const binary = join(application, 'federation-workbench');
const archive = join(application, 'resources', 'app.asar');
const onLinux = process.platform === 'linux';

beforeAll(() => {
  if (!onLinux) return;
  const args = ['build/package.mjs', '--dir', '--test-build', '--output', output];
  execFileSync(process.execPath, args, { cwd: projectRoot, stdio: 'pipe', timeout: 110_000 });
}, 120_000);

afterAll(remove);

it.skipIf(!onLinux)('burns the fuses of a test build into the binary (packaged on Linux only)', async () => {
  const wire = await getCurrentFuseWire(binary);
  const { version: _, ...wanted } = fusesFor({ platform: 'linux', testBuild: true });
  for (const [fuse, on] of Object.entries(wanted)) {
    // The wire holds one ASCII digit a fuse.
    const state = String.fromCharCode(wire[Number(fuse) as FuseV1Options] ?? 0);
    expect(state, FuseV1Options[Number(fuse)]).toBe(on ? '1' : '0');
  }
});

it.skipIf(!onLinux)(
  'packs the built product and no source maps, fixtures, settings or packages (packaged on Linux only)',
  () => {
    const files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
    expect(files).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/out/main/index.js',
        '/out/preload/index.cjs',
        '/out/renderer/index.html',
      ]),
    );
    expect(
      files.filter((path) => !/^\/(package\.json|out(\/(main|preload|renderer|worker)(\/.*)?)?)$/.test(path)),
    ).toEqual([]);
    expect(files.filter((path) => /\.(map|ts|tsx|pem|env|har)$|\.env|fixture|corpora/.test(path))).toEqual(
      [],
    );
    const unpacked = readdirSync(join(application, 'resources'), { recursive: true }).map(String);
    expect(unpacked.filter((path) => /\.map$|\.env|fixture/.test(path))).toEqual([]);
    expect(existsSync(join(application, 'resources', 'default_app.asar'))).toBe(false);
  },
);

it.skipIf(!onLinux)(
  'names its version and neither scripts nor development packages (packaged on Linux only)',
  () => {
    const packed = JSON.parse(extractFile(archive, 'package.json').toString());
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    expect(packed).toMatchObject({ version, main: 'out/main/index.js' });
    expect(packed).not.toHaveProperty('devDependencies');
    expect(packed).not.toHaveProperty('scripts');
  },
);

it.skipIf(!onLinux)('does not turn into a plain Node (packaged on Linux only)', () => {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const run = () =>
    execFileSync(binary, ['-e', 'console.log("ran as node")'], {
      env,
      encoding: 'utf8',
      timeout: 5_000,
      stdio: 'pipe',
    });
  let said = '';
  try {
    said = run();
  } catch (error) {
    said = String(error instanceof Error && 'stdout' in error ? error.stdout : '');
  }
  expect(said).not.toContain('ran as node');
});

it.skipIf(!onLinux)(
  'opens its window from the archive, sandboxed and unprivileged (packaged on Linux only)',
  async () => {
    const launch = await prepareElectronLaunch({ executable: binary });
    const app = await _electron.launch({ ...launch.options, timeout: 60_000 });
    try {
      const page = await app.firstWindow();
      await page.waitForLoadState('load');
      expect(await page.title()).not.toBe('');
      const about = await app.evaluate(({ app: running }) => ({
        packaged: running.isPackaged,
        path: running.getAppPath(),
        tabs: running
          .getAppMetrics()
          .filter((metric) => metric.type === 'Tab')
          .map((metric) => metric.pid),
      }));
      expect(about).toMatchObject({ packaged: true, path: archive });
      const status = readFileSync(`/proc/${about.tabs[0]}/status`, 'utf8');
      expect(status).toMatch(/^Seccomp:\t2$/m);
      expect(status).not.toMatch(/^Uid:\t0\t/m);
      // The worker comes out of the archive too.
      const judged = await page.evaluate(
        ([text, options]) => window.workbench.call('inspector.inspect', { text, options }),
        ['eyJhbGciOiJub25lIn0.e30.', DEFAULT_INSPECT_OPTIONS] as const,
      );
      expect(judged).toMatchObject({ ok: true, value: { messages: [{ kind: 'jwt' }] } });
    } finally {
      await app.close();
      launch.dispose();
    }
  },
);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { _electron } from 'playwright-core';
import { expect, it } from 'vitest';
import { prepareElectronLaunch } from '../../build/bootstrap/electron-launch.mjs';
import { projectRoot } from '../../build/bootstrap/paths.mjs';

/** kB of 1,000 bytes, gzip at its default level. */
const limit = 350;

it(`shows its first page with at most ${limit} kB of gzipped JavaScript`, async () => {
  const launch = await prepareElectronLaunch();
  const app = await _electron.launch({ ...launch.options, timeout: 60_000 });
  try {
    const page = await app.firstWindow();
    const paths = new Set<string>();
    page.on('request', (request) => paths.add(new URL(request.url()).pathname));
    // The first load began before anybody listened.
    await page.reload();
    await page
      .locator('#root')
      .filter({ hasText: /\S.{20}/ })
      .waitFor();
    await page.waitForLoadState('networkidle');
    const scripts = [...paths].filter((path) => path.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = scripts.map(
      (path) => gzipSync(readFileSync(join(projectRoot, 'out', 'renderer', path))).length,
    );
    expect(bytes.reduce((sum, size) => sum + size, 0) / 1000).toBeLessThanOrEqual(limit);
  } finally {
    await app.close();
    launch.dispose();
  }
});

// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startVirtualDisplay } from '../bootstrap/display.mjs';
import { prepareElectronLaunch } from '../bootstrap/electron-launch.mjs';
import { reportFailure } from '../bootstrap/failure.mjs';
import { projectRoot } from '../bootstrap/paths.mjs';
import { makeOpenFolder } from '../bootstrap/unprivileged.mjs';

/** Draws renderer/mark.svg as icon.png, which electron-builder turns into the icons of each platform. */
const side = 1024;
const margin = 64;
const mark = readFileSync(join(projectRoot, 'renderer', 'mark.svg'), 'utf8');
const page = `<style>body{margin:0;background:transparent}svg{display:block;width:${side - 2 * margin}px;height:auto;padding:${margin}px}</style>${mark}`;
const main = `import { app, BrowserWindow } from 'electron';
app.whenReady().then(() => new BrowserWindow({ width: 1100, height: 1100, transparent: true, frame: false })
  .loadURL('data:text/html,' + encodeURIComponent(${JSON.stringify(page)})));`;

try {
  const { folder } = makeOpenFolder('icon');
  const app = join(folder, 'app');
  mkdirSync(app);
  writeFileSync(
    join(app, 'package.json'),
    '{"name":"icon","version":"1.0.0","type":"module","main":"main.js"}',
  );
  writeFileSync(join(app, 'main.js'), main);
  if (process.platform === 'linux') process.env.DISPLAY = (await startVirtualDisplay()).display;
  const { _electron } = await import('playwright-core');
  const launch = await prepareElectronLaunch({ app });
  const running = await _electron.launch(launch.options);
  const window = await running.firstWindow();
  await window
    .locator('svg')
    .screenshot({ path: join(import.meta.dirname, 'icon.png'), omitBackground: true });
  await running.close();
} catch (error) {
  reportFailure(error);
}

import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ensureSandbox } from '../../build/bootstrap/sandbox.mjs';
import { canStepDown, isRoot, runModule, scratchFolder } from './scratch.ts';

const onLinux = process.platform === 'linux';

function runtime(): string {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'chrome-sandbox'), '', { mode: 0o755 });
  return folder;
}

it('leaves everything as it is where user namespaces are allowed', () => {
  const folder = runtime();
  ensureSandbox(join(folder, 'electron'), { namespaces: true });
  expect(statSync(join(folder, 'chrome-sandbox')).mode & 0o7777).toBe(0o755);
});

it.skipIf(!onLinux || !isRoot)("prepares Chromium's own program where they are not (needs root)", () => {
  const folder = runtime();
  ensureSandbox(join(folder, 'electron'), { namespaces: false });
  expect(statSync(join(folder, 'chrome-sandbox')).mode & 0o7777).toBe(0o4755);
});

it.skipIf(!onLinux || !canStepDown)(
  'tells an ordinary user the commands (needs root and a Node that all may run)',
  async () => {
    const folder = runtime();
    const code = `
    import { ensureSandbox } from './build/bootstrap/sandbox.mjs';
    import { reportFailure } from './build/bootstrap/failure.mjs';
    try { ensureSandbox('${folder}/electron', { namespaces: false }); } catch (error) { reportFailure(error); }`;
    const result = await runModule(code, { unprivileged: true });
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(`sudo chmod 4755 ${folder}/chrome-sandbox`);
  },
);

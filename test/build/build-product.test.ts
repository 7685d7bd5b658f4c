import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { runChild } from '../../build/bootstrap/run-child.mjs';
import { scratchFolder } from './scratch.ts';

const entries = {
  'electron/main/index.ts': "import { app } from 'electron';\nconsole.log(app.name);\n",
  'electron/preload/index.ts': "import { contextBridge } from 'electron';\nconsole.log(contextBridge);\n",
  'electron/worker/index.ts': "console.log('worker');\n",
  'electron/cli/index.ts': "console.log('first');\n",
  'renderer/index.html': '<!doctype html><title>t</title><script type="module" src="./main.ts"></script>',
  'renderer/main.ts': "document.title = 'built';\n",
};

/** A checkout of its own with the real build and the smallest product. */
function checkout(): string {
  const root = scratchFolder();
  cpSync(join(projectRoot, 'build'), join(root, 'build'), { recursive: true });
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.base.json']) {
    cpSync(join(projectRoot, name), join(root, name));
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  for (const [path, content] of Object.entries(entries)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

it('builds once, again after a change, and keeps the last good build when one fails', async () => {
  const root = checkout();
  const build = () => runChild(process.execPath, [join(root, 'build', 'build.mjs')], { timeoutMs: 50_000 });
  const run = async () => (await runChild(process.execPath, [join(root, 'out', 'cli', 'index.js')])).stdout;
  expect(await build()).toMatchObject({ code: 0, stderr: expect.stringContaining('Built out/') });
  expect(await run()).toBe('first\n');
  expect((await build()).stderr).toContain('out/ is current');

  writeFileSync(join(root, 'electron/cli/index.ts'), "import { gone } from './gone.ts';\ngone();\n");
  const failed = await build();
  expect(failed.code).toBe(1);
  expect(failed.stderr).toContain('The build of electron/cli/index.ts failed.');
  expect(failed.stderr).toContain('gone.ts');
  expect(await run()).toBe('first\n');

  writeFileSync(join(root, 'electron/cli/index.ts'), "console.log('second');\n");
  expect((await build()).code).toBe(0);
  expect(await run()).toBe('second\n');
  expect(readFileSync(join(root, 'out', 'renderer', 'index.html'), 'utf8')).toContain(
    'nonce="__CSP_NONCE__"',
  );
});

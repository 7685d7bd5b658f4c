import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleStore } from './bundled-store.ts';
import { workspacesIn } from './workspaces-in.ts';

let scratch: string;
let writer: string;
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'fedbench-killed-'));
  writer = await bundleStore(scratch, 'test/adapters/workspace-store/workspace-writer.ts');
}, 30_000);
afterAll(() => rmSync(scratch, { recursive: true }));

it('a process killed while it saves an identity loses none that was saved before', async () => {
  const folder = join(scratch, 'workspace');
  for (let round = 0; round < 8; round += 1) {
    const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      // Not at a certain line: somewhere within the next save.
      if (said.split('\n').length > 2 + round) setTimeout(() => child.kill('SIGKILL'), round * 2);
    });
    await ended;
    const last = Number(said.trim().split('\n').at(-1));
    const { workspaces } = await workspacesIn(folder).list();
    const [, contoso] = workspaces;
    const names = contoso?.identities.map(({ name }) => name) ?? [];
    for (let number = 0; number <= last; number += 1) expect(names).toContain(`Number ${number % 150}`);
  }
}, 60_000);

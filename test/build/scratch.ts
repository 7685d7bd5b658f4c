import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { type ChildOptions, runChild } from '../../build/bootstrap/run-child.mjs';
import { sayTo } from '../../build/bootstrap/say.mjs';
import { copyReadable, isReadableByAll } from '../../build/bootstrap/unprivileged.mjs';

// The progress lines of what is tested here would read like those of the test run.
sayTo(new Writable({ write: (_chunk, _encoding, done) => done() }));

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** @returns an empty folder that is removed after the test; every user may read it */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fedbench-test-'));
  chmodSync(folder, 0o755);
  made.push(folder);
  return folder;
}

export const isRoot = process.getuid?.() === 0;

/** Whether a test can run Node as the user nobody. */
export const canStepDown = isRoot && isReadableByAll(process.execPath);

/**
 * Runs module code in a Node of its own.
 *
 * @param code may import `./build/bootstrap/...`
 * @param options `unprivileged`: as user 65534, from a copy of the set-up that it can read
 */
export function runModule(
  code: string,
  { unprivileged = false, ...options }: ChildOptions & { unprivileged?: boolean } = {},
) {
  const node = [process.execPath, '--input-type=module', '-e', code];
  if (!unprivileged) return runChild(process.execPath, node.slice(1), { timeoutMs: 50_000, ...options });
  const cwd = scratchFolder();
  mkdirSync(join(cwd, 'build'));
  copyReadable(join(projectRoot, 'build', 'bootstrap'), join(cwd, 'build'));
  const as = ['--reuid', '65534', '--regid', '65534', '--clear-groups', '--'];
  return runChild('setpriv', [...as, ...node], { timeoutMs: 50_000, cwd, ...options });
}

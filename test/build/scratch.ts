import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type ChildOptions, runChild } from '../../build/bootstrap/run-child.mjs';

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

/**
 * Runs module code in a Node of its own, from the root of the checkout.
 *
 * @param code may import `./build/...`
 * @param options `unprivileged`: as user 65534
 */
export function runModule(
  code: string,
  { unprivileged = false, ...options }: ChildOptions & { unprivileged?: boolean } = {},
) {
  const node = [process.execPath, '--input-type=module', '-e', code];
  const as = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', '--'];
  const [command = '', ...args] = unprivileged ? [...as, ...node] : node;
  return runChild(command, args, { timeoutMs: 50_000, ...options });
}

// @ts-check
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupFailure } from './failure.mjs';
import { isRoot } from './paths.mjs';
import { unprivilegedId } from './unprivileged.mjs';

/**
 * Whether the user of Electron may make user namespaces, which Chromium's sandbox is built on. Ubuntu 24.04
 * forbids it to programs without an AppArmor profile, some containers to everyone.
 *
 * @returns {boolean}
 */
function mayUseNamespaces() {
  const probe = ['unshare', '--user', '--map-root-user', 'true'];
  const id = String(unprivilegedId);
  const command = isRoot()
    ? ['setpriv', '--reuid', id, '--regid', id, '--clear-groups', '--', ...probe]
    : probe;
  const result = spawnSync(command[0] ?? '', command.slice(1), { stdio: 'ignore' });
  // Without unshare(1) nobody knows: Chromium will say so itself.
  return result.error !== undefined || result.status === 0;
}

/**
 * @param {string} program chrome-sandbox
 * @returns {boolean} whether it belongs to root and runs as root
 */
function isSetUidRoot(program) {
  const entry = statSync(program);
  return entry.uid === 0 && (entry.mode & 0o4755) === 0o4755;
}

/**
 * Makes sure that Chromium's sandbox can start: by user namespaces, else by Chromium's set-uid program, which
 * root is let to prepare here. The sandbox is never switched off instead.
 *
 * @param {string} executable of Electron or of a packaged application
 * @param {{ namespaces?: boolean }} [options] what the probe would find out
 * @throws {SetupFailure} with the commands that allow it
 */
export function ensureSandbox(executable, { namespaces } = {}) {
  if (process.platform !== 'linux' || (namespaces ?? mayUseNamespaces())) return;
  const program = join(dirname(executable), 'chrome-sandbox');
  if (existsSync(program) && isSetUidRoot(program)) return;
  if (isRoot() && existsSync(program)) {
    chownSync(program, 0, 0);
    chmodSync(program, 0o4755);
    return;
  }
  throw new SetupFailure(
    "Chromium's sandbox cannot start: this system does not let you make user namespaces.",
    `Allow one of the two, and run the same command again:\n  sudo chown root:root ${program} && sudo chmod 4755 ${program}\n  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`,
  );
}

// @ts-check
import { checkNodeVersion } from './node-version.mjs';
import { ensurePackages } from './packages.mjs';
import { projectRoot } from './paths.mjs';

/**
 * What every command needs first: a Node that is new enough, and the packages of the lockfile.
 *
 * @returns {Promise<void>}
 * @throws {import('./failure.mjs').SetupFailure}
 */
export async function setUp() {
  checkNodeVersion();
  await ensurePackages(projectRoot);
}

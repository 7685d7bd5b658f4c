// @ts-check
import { SetupFailure } from './failure.mjs';

/** The oldest Node that the build, the tests and the command line run on. */
const oldestNode = '20.19.0';

/**
 * @param {string} [version] such as `20.19.0`
 * @throws {SetupFailure} when it is older than {@link oldestNode}
 */
export function checkNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantMajor = 0, wantMinor = 0] = oldestNode.split('.').map(Number);
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return;
  throw new SetupFailure(
    `Node ${version} is too old: Federation Workbench needs Node ${oldestNode} or newer.`,
    'Install it from https://nodejs.org or with your version manager, and run the same command again.',
  );
}

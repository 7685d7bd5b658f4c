// @ts-check
import { FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * The switches burnt into the packaged binary. A test build can be driven through Node's inspector;
 * in everything else it is the release.
 *
 * @param {{ platform: string, testBuild: boolean }} request `platform` as in process.platform
 * @returns {Record<FuseV1Options, boolean> & { version: FuseVersion.V1 }}
 */
export function fusesFor({ platform, testBuild }) {
  return {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: testBuild,
    // Electron checks the archive's hash on these two only; elsewhere the fuse has no effect.
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform === 'darwin' || platform === 'win32',
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  };
}

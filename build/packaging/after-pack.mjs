// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import { fusesFor } from './fuses.mjs';

/**
 * @param {string} platform as in process.platform
 * @param {{ productName: string, executableName: string }} names
 * @returns {string} the binary's place below the unpacked application
 */
function binaryPath(platform, { productName, executableName }) {
  if (platform === 'darwin') return join(`${productName}.app`, 'Contents', 'MacOS', productName);
  return platform === 'win32' ? `${productName}.exe` : executableName;
}

/**
 * Sets the fuses before anything is signed or compressed.
 *
 * @param {boolean} testBuild
 * @returns {(context: import('electron-builder').AfterPackContext) => Promise<void>}
 */
export function afterPack(testBuild) {
  return async ({ appOutDir, electronPlatformName, packager }) => {
    const names = {
      productName: packager.appInfo.productFilename,
      executableName:
        /** @type {{ executableName?: string }} */ (packager).executableName ?? packager.appInfo.name,
    };
    // The runtime's own application would only be dead weight: the fuses forbid loading it.
    rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
    await flipFuses(join(appOutDir, binaryPath(electronPlatformName, names)), {
      ...fusesFor({ platform: electronPlatformName, testBuild }),
      resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    });
  };
}

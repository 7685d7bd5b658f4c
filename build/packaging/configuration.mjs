// @ts-check
import { join } from 'node:path';
import { projectRoot } from '../bootstrap/paths.mjs';
import { afterPack } from './after-pack.mjs';

/**
 * What electron-builder makes of out/. There is no `publish` entry on purpose: the application does not
 * update itself.
 *
 * @param {{ electronDist: string, electronVersion: string, output: string, testBuild: boolean }} request
 * @returns {import('electron-builder').Configuration}
 */
export function packagingConfiguration({ electronDist, electronVersion, output, testBuild }) {
  return {
    appId: 'dev.federation-workbench.app',
    productName: 'Federation Workbench',
    copyright: 'The Federation Workbench authors',
    directories: { output, buildResources: join(projectRoot, 'build', 'packaging') },
    electronDist,
    electronVersion,
    npmRebuild: false,
    asar: true,
    publish: null,
    // Everything that runs is bundled into out/. The command line runs on Node, so it lies beside the archive.
    files: ['package.json', 'out/**/*', '!out/cli/**', '!out/build-stamp', '!**/*.map', '!node_modules/**/*'],
    extraResources: [{ from: 'out/cli', to: 'cli', filter: ['**/*', '!**/*.map'] }],
    afterPack: afterPack(testBuild),
    linux: {
      target: ['AppImage', 'deb', 'tar.gz'],
      executableName: 'federation-workbench',
      category: 'Development',
      synopsis: 'Identity federation between Microsoft Entra ID and AWS',
    },
    mac: {
      target: ['dmg', 'zip'],
      category: 'public.app-category.developer-tools',
      hardenedRuntime: true,
    },
    win: { target: ['nsis'] },
  };
}

import { mkdir } from 'node:fs/promises';
import { app, clipboard, shell } from 'electron';
import type { appContract } from '../../../shared/contract/app.ts';
import type { DeepLink } from '../../../shared/contract/deep-link.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { AppearanceSetting } from '../appearance.ts';
import { stackOf } from '../ipc/describe-error.ts';
import type { HandlersOf } from '../ipc/router.ts';
import type { Log } from '../log.ts';
import { openExternalLink } from '../security/external-links.ts';

const PLATFORMS = ['linux', 'darwin', 'win32'] as const;

export interface AppHandlerParts {
  readonly appearance: AppearanceSetting;
  /** Takes the link that waits, and sends later ones to that window. */
  readonly takeLink: (windowId: number) => DeepLink | undefined;
  readonly log: Log;
  readonly dataFolder: string;
  readonly developmentRuntime: boolean;
  readonly newCorrelationId: () => string;
  /** True while the user is in that window. */
  readonly hasFocus: (windowId: number) => boolean;
}

/** The handlers of the `app` capability. */
export function appHandlers(parts: AppHandlerParts): HandlersOf<typeof appContract> {
  return {
    'app.info': () => ({
      name: app.getName(),
      version: app.getVersion(),
      versions: {
        electron: process.versions.electron ?? '',
        chromium: process.versions.chrome ?? '',
        node: process.versions.node,
      },
      platform: PLATFORMS.find((platform) => platform === process.platform) ?? 'other',
      developmentRuntime: parts.developmentRuntime,
      dataFolder: parts.dataFolder,
      logFile: parts.log.file,
    }),
    'app.appearance': () => parts.appearance.current(),
    'app.setAppearance': (change) => parts.appearance.choose(change),
    'app.openExternal': async ({ url }) => {
      await openExternalLink(url);
      return {};
    },
    // A page in the background learns nothing of what the user copies elsewhere.
    'app.readClipboard': async ({ atMost }, { windowId }) => {
      const text = parts.hasFocus(windowId) ? await clipboard.readText() : '';
      return { text: atMost !== undefined && text.length > atMost ? '' : text };
    },
    'app.reveal': async ({ what }) => {
      if (what === 'log') {
        shell.showItemInFolder(parts.log.file);
        return {};
      }
      // Nothing may have been saved yet; an empty folder says so better than an error.
      await mkdir(parts.dataFolder, { recursive: true, mode: 0o700 }).catch(() => {});
      const problem = await shell.openPath(parts.dataFolder);
      if (problem === '') return {};
      throw new WorkbenchError(
        'ERR_INPUT_READ',
        'file manager',
        { path: parts.dataFolder, cause: 'no program opened it' },
        { message: 'The folder could not be shown.', hint: 'Open it yourself; its path can be copied.' },
      );
    },
    'app.takeDeepLink': (_input, { windowId }) => {
      const link = parts.takeLink(windowId);
      return link === undefined ? {} : { link };
    },
    'app.reportProblem': ({ name, stack }) => {
      const correlationId = parts.newCorrelationId();
      // The name of an error is a word of the code; anything else it might hold is not written down.
      const known = /^[A-Za-z]{1,60}$/.test(name) ? name : 'Error';
      parts.log.write('error', 'page-problem', { correlationId, name: known, at: stackOf(stack) });
      return { correlationId };
    },
  };
}

import { type BrowserWindow, nativeTheme } from 'electron';
import type { WorkspaceStore } from '../../../shared/ports/workspace-store.ts';
import { WINDOW_STATE, type WindowState } from '../documents.ts';
import { describeError } from '../ipc/describe-error.ts';
import type { Log } from '../log.ts';
import { recoverFromCrash } from './crash-recovery.ts';
import { backgroundColor, createMainWindow, loadPage, windowStateOf } from './main-window.ts';

/** Milliseconds of quiet after moving or resizing before the state is saved. */
const SAVE_AFTER = 500;

export interface OpenWindowParts {
  readonly state: WindowState;
  readonly preload: string;
  readonly devTools: boolean;
  readonly store: WorkspaceStore;
  readonly log: Log;
  /** The page is new, or gone: whatever ran for the one before ends. */
  readonly pageEnded: (windowId: number) => void;
  readonly closed: (windowId: number) => void;
}

/** Opens the window with all that belongs to its life: state, theme, crashes, reloads. */
export function openWindow(parts: OpenWindowParts): BrowserWindow {
  const window = createMainWindow({
    state: parts.state,
    dark: nativeTheme.shouldUseDarkColors,
    preload: parts.preload,
    devTools: parts.devTools,
  });
  const windowId = window.webContents.id;

  recoverFromCrash(window.webContents, {
    now: () => performance.now(),
    tell: (reason) => {
      parts.log.write('error', 'page-gone', { reason });
      parts.pageEnded(windowId);
    },
  });
  window.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) parts.pageEnded(windowId);
  });
  // A page that asks to stay must not keep the application from quitting.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault());

  const repaint = (): void => window.setBackgroundColor(backgroundColor(nativeTheme.shouldUseDarkColors));
  nativeTheme.on('updated', repaint);
  keepState(window, parts.store, parts.log);
  window.once('closed', () => {
    nativeTheme.off('updated', repaint);
    parts.closed(windowId);
  });
  loadPage(window);
  return window;
}

function keepState(window: BrowserWindow, store: WorkspaceStore, log: Log): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = (): void => {
    clearTimeout(timer);
    store
      .save(WINDOW_STATE, windowStateOf(window))
      .catch((thrown) => log.write('warning', 'window-state-not-saved', describeError(thrown)));
  };
  const saveSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('maximize', saveSoon);
  window.on('unmaximize', saveSoon);
  window.on('close', save);
}

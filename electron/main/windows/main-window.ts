import { BrowserWindow, screen } from 'electron';
import type { WindowState } from '../documents.ts';
import { APP_PAGE } from '../security/app-origin.ts';
import { WEB_PREFERENCES } from './web-preferences.ts';
import { MINIMUM_SIZE, restoredBounds } from './window-state.ts';

/** Cloudscape's page background, so that no white flashes up before the first paint. */
const BACKGROUND = { light: '#ffffff', dark: '#161d26' };

/** Milliseconds after which the window is shown although its page has not painted. */
const SHOW_AT_LATEST = 8000;

/** @param dark what the theme comes to now */
export function backgroundColor(dark: boolean): string {
  return dark ? BACKGROUND.dark : BACKGROUND.light;
}

export interface MainWindowParts {
  readonly state: WindowState;
  readonly dark: boolean;
  readonly preload: string;
  readonly devTools: boolean;
}

/** Makes the window, hidden until its page has painted. */
export function createMainWindow(parts: MainWindowParts): BrowserWindow {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const workAreas = [primary, ...others].map((display) => display.workArea);
  const window = new BrowserWindow({
    ...restoredBounds(parts.state, workAreas),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    title: 'Federation Workbench',
    backgroundColor: backgroundColor(parts.dark),
    webPreferences: { ...WEB_PREFERENCES, preload: parts.preload, devTools: parts.devTools },
  });
  if (parts.state.maximized) window.maximize();
  if (parts.state.fullScreen) window.setFullScreen(true);
  const show = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  };
  const timer = setTimeout(show, SHOW_AT_LATEST);
  window.once('ready-to-show', show);
  window.once('closed', () => clearTimeout(timer));
  return window;
}

/** Loads the product's page. A window closed meanwhile is no failure. */
export function loadPage(window: BrowserWindow): void {
  window.loadURL(APP_PAGE).catch(() => {});
}

/** @returns what to save for the next start */
export function windowStateOf(window: BrowserWindow): WindowState {
  return {
    bounds: window.getNormalBounds(),
    maximized: window.isMaximized(),
    fullScreen: window.isFullScreen(),
  };
}

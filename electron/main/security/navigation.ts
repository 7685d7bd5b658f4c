import type { Event, WebContents } from 'electron';
import { APP_PAGE } from './app-origin.ts';

/** The page a crashed window shows; its one link leads back. */
export const CRASH_PAGE = `${APP_PAGE.slice(0, APP_PAGE.lastIndexOf('/'))}/crashed.html`;

/** What is needed of Electron's WebContents. */
export type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'getURL'>;

/**
 * Pins a web contents to the product's first page: nothing navigates, redirects, frames, opens a window or attaches a
 * webview. The page changes its location's hash only, which is no navigation.
 *
 * @param logRefusal is told what was refused, without the address
 */
export function guardContents(contents: GuardedContents, logRefusal: (what: string) => void): void {
  const refuse = (what: string) => (event: Event) => {
    event.preventDefault();
    logRefusal(what);
  };
  contents.on('will-navigate', (event) => {
    const back = contents.getURL() === CRASH_PAGE && event.url === APP_PAGE;
    if (!back) refuse('navigation')(event);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) refuse('frame navigation')(event);
  });
  contents.on('will-redirect', refuse('redirect'));
  contents.on('will-attach-webview', refuse('webview'));
  contents.setWindowOpenHandler(() => {
    logRefusal('window');
    return { action: 'deny' };
  });
}

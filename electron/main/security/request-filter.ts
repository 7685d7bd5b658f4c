import type { Session } from 'electron';
import { APP_ORIGIN } from './app-origin.ts';

/**
 * @param url what a page, worker or the browser itself asks for
 * @param devTools true where the developer tools, which load their own pages, can be opened
 */
export function isRequestAllowed(url: string, devTools: boolean): boolean {
  return url.startsWith(`${APP_ORIGIN}/`) || (devTools && url.startsWith('devtools://devtools/'));
}

/** Lets nothing out of the window: every request of the session that is not for the product's own pages is cancelled. */
export function guardRequests(
  session: { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> },
  parts: { readonly devTools: boolean; readonly logRefusal: (what: string) => void },
): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isRequestAllowed(details.url, parts.devTools);
    if (!allowed) parts.logRefusal(`request (${details.resourceType})`);
    answer({ cancel: !allowed });
  });
}

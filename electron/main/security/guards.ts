import { app, protocol, session } from 'electron';
import type { Log } from '../log.ts';
import { CRASH_PAGES } from '../windows/crash-recovery.ts';
import { APP_SCHEME } from './app-origin.ts';
import { APP_SCHEME_PRIVILEGES, answerAppRequest } from './app-scheme.ts';
import { guardCertificates } from './certificates.ts';
import { guardContents } from './navigation.ts';
import { guardPermissions } from './permissions.ts';
import { guardRequests } from './request-filter.ts';
import { guardSignInContents, placesOf } from './sign-in-session.ts';

/** What must be said before `ready`: the sandbox for every page, and what kind of scheme the pages come from. */
export function guardBeforeReady(log: Log): void {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
  const logRefusal = (what: string): void => log.write('warning', 'refused', { what });
  app.on('web-contents-created', (_event, contents) => {
    const places = placesOf(contents);
    if (places === undefined) guardContents(contents, logRefusal);
    else guardSignInContents(contents, places, logRefusal);
  });
  guardCertificates(app);
}

/** What hangs on the session, before the first window. */
export function guardSession(parts: {
  readonly log: Log;
  readonly pages: string;
  readonly devTools: boolean;
  readonly newNonce: () => string;
}): void {
  const own = session.defaultSession;
  guardPermissions(own);
  guardRequests(own, {
    devTools: parts.devTools,
    logRefusal: (what) => parts.log.write('warning', 'refused', { what }),
  });
  own.on('will-download', (event) => event.preventDefault());
  const scheme = { root: parts.pages, newNonce: parts.newNonce, madePages: CRASH_PAGES };
  own.protocol.handle(APP_SCHEME, (request) => answerAppRequest(scheme, request));
}

import { X509Certificate } from 'node:crypto';
import { type Session, session, type WebContents } from 'electron';
import { guardPermissions } from './permissions.ts';
import { isLabCertificate, isSignInAddress, type SignInPlaces } from './sign-in-rule.ts';

/** Sessions of sign-in windows, with where each may lead: their contents are guarded by that. */
const places = new WeakMap<Session, SignInPlaces>();

export interface SignInSessionParts {
  readonly places: SignInPlaces;
  /** The Lab's certificate authority, PEM: the only one that counts here, and counted nowhere else. */
  readonly caPem: string;
  /** The Lab's CONNECT proxy, which plays hosts under their real names. */
  readonly proxy: string;
  readonly newId: () => string;
  readonly now: () => number;
  readonly logRefusal: (what: string) => void;
}

/** A session for one sign-in: in memory, shared with nobody, without downloads, permissions or a way out of the Lab. */
export async function newSignInSession(parts: SignInSessionParts): Promise<Session> {
  const own = session.fromPartition(`sign-in-${parts.newId()}`, { cache: false });
  places.set(own, parts.places);
  guardPermissions(own);
  own.on('will-download', (event) => event.preventDefault());
  own.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
    const allowed = isSignInAddress(url, parts.places);
    if (!allowed) parts.logRefusal(`sign-in request (${resourceType})`);
    answer({ cancel: !allowed });
  });
  const authority = new X509Certificate(parts.caPem);
  own.setCertificateVerifyProc(({ hostname, certificate }, decide) => {
    const good = isLabCertificate(certificate.data, hostname, authority, parts.places, parts.now());
    decide(good ? 0 : -2);
  });
  // Chromium goes to loopback directly, whatever the proxy.
  await own.setProxy({ mode: 'fixed_servers', proxyRules: parts.proxy });
  return own;
}

/** Leaves nothing of a sign-in behind. */
export async function clearSignInSession(own: Session): Promise<void> {
  await Promise.allSettled([
    own.clearStorageData(),
    own.clearCache(),
    own.clearAuthCache(),
    own.closeAllConnections(),
  ]);
}

/** @returns undefined for contents that are no sign-in's */
export function placesOf(contents: Pick<WebContents, 'session'>): SignInPlaces | undefined {
  return places.get(contents.session);
}

/** Keeps a sign-in's contents where it may lead: no window, no webview, no navigation, redirect or frame elsewhere. */
export function guardSignInContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy'>,
  allowed: SignInPlaces,
  logRefusal: (what: string) => void,
): void {
  const check = (what: string) => (event: { readonly url: string; preventDefault(): void }) => {
    if (isSignInAddress(event.url, allowed)) return;
    event.preventDefault();
    logRefusal(what);
  };
  contents.on('will-navigate', check('sign-in navigation'));
  contents.on('will-frame-navigate', check('sign-in frame'));
  contents.on('will-redirect', check('sign-in redirect'));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

import { BrowserWindow } from 'electron';
import {
  clearSignInSession,
  newSignInSession,
  type SignInSessionParts,
} from '../security/sign-in-session.ts';
import { WEB_PREFERENCES } from './web-preferences.ts';

/** How a sign-in in a window of its own ended. */
type SignInEnd = 'answered' | 'closed' | 'crashed' | 'unreachable';

/** A sign-in that goes on in a window of its own. */
export interface OpenedSignIn {
  /** Resolves once the window is gone and nothing of it is left. */
  readonly ended: Promise<SignInEnd>;
  close(): void;
}

export interface SignInWindowParts extends SignInSessionParts {
  /** The window it belongs to: it stays above it and goes with it. */
  readonly parent: BrowserWindow | undefined;
}

const SIZE = { width: 560, height: 720 };

/**
 * Opens a sign-in against the Lab, in a window without preload and with a session of its own. A real tenant's goes to the
 * system's browser instead.
 *
 * @param url where it begins
 * @param answersAt the origin at which the answer is waited for; a person who closes the window after that gives nothing up
 */
export async function openSignInWindow(
  url: string,
  answersAt: string | undefined,
  parts: SignInWindowParts,
): Promise<OpenedSignIn> {
  const session = await newSignInSession(parts);
  const window = new BrowserWindow({
    ...SIZE,
    ...(parts.parent === undefined ? {} : { parent: parts.parent }),
    title: 'Sign in to the Lab',
    backgroundColor: '#ffffff',
    autoHideMenuBar: true,
    minimizable: false,
    webPreferences: { ...WEB_PREFERENCES, devTools: false, session },
  });
  window.removeMenu();
  const { webContents } = window;
  let end: SignInEnd = 'closed';
  const leave = (how: SignInEnd): void => {
    if (end === 'closed') end = how;
    if (!window.isDestroyed()) window.destroy();
  };
  const ended = new Promise<SignInEnd>((resolve) => {
    window.once('closed', () => void clearSignInSession(session).then(() => resolve(end)));
  });
  webContents.on('render-process-gone', () => leave('crashed'));
  webContents.on('page-title-updated', (event, title) => {
    // There is no address bar: the host stands in the title instead.
    event.preventDefault();
    window.setTitle(`${title} – ${hostOf(webContents.getURL())}`);
  });
  webContents.on('did-navigate', (_event, at) => {
    if (answersAt !== undefined && URL.canParse(at) && new URL(at).origin === answersAt) end = 'answered';
  });
  webContents.on('before-input-event', (_event, { type, key }) => {
    if (type === 'keyDown' && key === 'Escape') leave('closed');
  });
  webContents.loadURL(url).catch((thrown: { readonly code?: string }) => {
    // A page that leads on before it is drawn counts as aborted.
    if (thrown.code !== 'ERR_ABORTED') leave('unreachable');
  });
  return { ended, close: () => leave('answered') };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

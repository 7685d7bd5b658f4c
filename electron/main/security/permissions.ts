import type { Session } from 'electron';
import { APP_ORIGIN } from './app-origin.ts';

/** All a page may do beyond drawing: put text into the clipboard, by a user's gesture. */
const GRANTED = 'clipboard-sanitized-write';

/** What is needed of Electron's Session. */
export type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setBluetoothPairingHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
>;

/** Denies every permission, device and capture to every page, but writing plain text to the clipboard to the product's own. */
export function guardPermissions(session: GuardedSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(permission === GRANTED && isOwn(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === GRANTED && isOwn(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  // An empty answer denies the capture.
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  // Its dictionaries would be downloaded.
  session.setSpellCheckerEnabled(false);
}

function isOwn(address: string): boolean {
  return address === APP_ORIGIN || address.startsWith(`${APP_ORIGIN}/`);
}

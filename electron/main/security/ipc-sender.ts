import { APP_ORIGIN } from './app-origin.ts';

/** The part of Electron's WebFrameMain that tells whose message it is. */
interface SendingFrame {
  readonly origin: string;
  readonly parent: unknown;
}

/** The part of Electron's IpcMainInvokeEvent that tells whose message it is. */
export interface SenderEvent {
  readonly sender: { readonly id: number; isDestroyed(): boolean };
  /** Null when the frame has navigated away or is gone. */
  readonly senderFrame: SendingFrame | null;
}

/**
 * Only the top frame of a window this process opened, showing the product's own origin, may send.
 *
 * @param known webContents ids of the windows this process opened
 * @returns the id of the sending window's webContents, or undefined when the message is refused
 */
export function trustedSender(event: SenderEvent, known: ReadonlySet<number>): number | undefined {
  try {
    const { sender, senderFrame: frame } = event;
    if (sender.isDestroyed() || !known.has(sender.id)) return undefined;
    if (frame === null || frame.parent !== null) return undefined;
    return frame.origin === APP_ORIGIN ? sender.id : undefined;
  } catch {
    // Electron throws where a frame was disposed between sending and looking.
    return undefined;
  }
}

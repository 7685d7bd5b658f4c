import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import {
  CALL_CHANNELS,
  CANCEL_CHANNEL,
  EVENT_CHANNEL,
  JOB_CHANNELS,
} from '../../shared/contract/channels.ts';

/** Sends on a channel of the list only; main refuses everything else once more. */
function send(channels: readonly string[], channel: unknown, ...values: unknown[]): Promise<unknown> {
  if (typeof channel === 'string' && channels.includes(channel)) {
    return ipcRenderer.invoke(channel, ...values);
  }
  const error = {
    code: 'ERR_IPC_CHANNEL',
    message: 'The page asked for something the application does not offer.',
    hint: 'Reload the window.',
    where: 'ipc',
    details: { channel: String(channel).slice(0, 100) },
    retryable: false,
  };
  return Promise.resolve({ ok: false, error });
}

// The bridge freezes what it exposes: a page can neither replace nor extend these four functions.
contextBridge.exposeInMainWorld('workbench', {
  call: (channel: unknown, input: unknown, callId?: unknown) => send(CALL_CHANNELS, channel, input, callId),
  startJob: (channel: unknown, input: unknown) => send(JOB_CHANNELS, channel, input),
  cancelJob: (id: unknown) => ipcRenderer.invoke(CANCEL_CHANNEL, { id }),
  onEvent: (listener: (event: unknown) => void) => {
    const receive = (_: IpcRendererEvent, event: unknown): void => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, receive);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, receive);
    };
  },
});

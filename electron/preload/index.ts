import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import * as names from '../../shared/contract/channels.ts';
import { jobInput } from './dropped-path.ts';
import { unknownChannel } from './refusal.ts';
import { type PagePort, WorkerLine } from './worker-line.ts';

type Listener = (event: unknown) => void;

const listeners = new Set<Listener>();
const tell: Listener = (event) => {
  for (const listener of listeners) listener(event);
};
const line = new WorkerLine(tell);
ipcRenderer.on(names.EVENT_CHANNEL, (_event, told) => tell(told));
ipcRenderer.on(names.LINE_CHANNEL, ({ ports }: IpcRendererEvent, news: object) =>
  line.connect(ports[0] as unknown as PagePort | undefined, news),
);

/** Sends on a channel of the list only; whoever answers refuses everything else once more. */
function send(list: readonly string[], channel: string, input: unknown, callId?: unknown): Promise<unknown> {
  if (!list.includes(channel)) return Promise.resolve(unknownChannel(channel));
  if (names.WORKER_CHANNELS.includes(channel)) return line.ask(channel, input, callId);
  return ipcRenderer.invoke(channel, input, callId);
}

// The bridge freezes what it exposes: a page can neither replace nor extend these four functions.
contextBridge.exposeInMainWorld('workbench', {
  call: (channel: string, input: unknown, callId?: unknown) =>
    send(names.CALL_CHANNELS, channel, input, callId),
  startJob: (channel: string, input: unknown, file?: unknown) =>
    send(names.JOB_CHANNELS, channel, jobInput(channel, input, file, webUtils.getPathForFile)),
  cancelJob: (id: unknown) => {
    line.cancel(id);
    return ipcRenderer.invoke(names.CANCEL_CHANNEL, { id });
  },
  onEvent: (listener: Listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
});

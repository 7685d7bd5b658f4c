import { appContract } from './app.ts';
import type { ContractEntry, InputOf, OutputOf } from './contract.ts';
import { inspectorContract } from './inspector.ts';
import { jobsContract } from './jobs.ts';
import { workspaceContract } from './workspace.ts';

/** Every channel between the window and the flows. */
export const CONTRACT = { ...appContract, ...inspectorContract, ...jobsContract, ...workspaceContract };

export type WholeContract = typeof CONTRACT;
export type Channel = keyof WholeContract;

/** Channels that are started, followed and cancelled. */
export type JobChannel = {
  [C in Channel]: WholeContract[C] extends { readonly progress: infer P }
    ? P extends undefined
      ? never
      : C
    : never;
}[Channel];

export type CallChannel = Exclude<Channel, JobChannel | 'jobs.cancel'>;

type EntryOf<C extends Channel> = WholeContract[C] & ContractEntry;
export type ChannelInput<C extends Channel> = InputOf<EntryOf<C>>;
export type ChannelOutput<C extends Channel> = OutputOf<EntryOf<C>>;

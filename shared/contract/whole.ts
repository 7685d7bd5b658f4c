import { accessContract } from './access-window.ts';
import { appContract } from './app.ts';
import { certificatesContract } from './certificates.ts';
import { connectionsContract } from './connections.ts';
import type { ContractEntry, InputOf, OutputOf } from './contract.ts';
import { evidenceContract } from './evidence.ts';
import { historyContract } from './history.ts';
import { inspectorContract } from './inspector.ts';
import { jobsContract } from './jobs.ts';
import { labContract } from './lab.ts';
import { selfTestContract } from './self-test.ts';
import { workspaceContract } from './workspace.ts';

/** Every channel between the window and the flows. */
export const CONTRACT = {
  ...accessContract,
  ...appContract,
  ...connectionsContract,
  ...inspectorContract,
  ...evidenceContract,
  ...selfTestContract,
  ...certificatesContract,
  ...historyContract,
  ...jobsContract,
  ...labContract,
  ...workspaceContract,
};

export type WholeContract = typeof CONTRACT;
export type Channel = keyof WholeContract;

type Place = ContractEntry['place'];

/** The entries that one of the two processes answers. */
export type ContractAt<P extends Place> = {
  readonly [C in Channel as WholeContract[C]['place'] extends P ? C : never]: WholeContract[C];
};

/** @returns the entries that a process answers; between them, main and the worker answer each entry once */
export function contractAt<P extends Place>(place: P): ContractAt<P> {
  const entries = Object.entries(CONTRACT).filter(([, entry]) => entry.place === place);
  return Object.fromEntries(entries) as ContractAt<P>;
}

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

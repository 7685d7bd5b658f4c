import type { z } from 'zod';

/**
 * What guards a channel: a `read` changes nothing; a `setting` saves what the user chose into the product's own files, and
 * can be chosen otherwise at once; a `write` only runs a plan that main stored, after main's own confirmation; a `secret`
 * takes something in that never comes out again.
 */
type Effect = 'read' | 'setting' | 'write' | 'secret';

/**
 * One capability's door between the window and the flows.
 * `place` says which process runs it; whatever may take above 50 ms runs in the worker.
 */
export interface ContractEntry<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  /** Present for jobs (started, followed, cancelled) only. */
  readonly progress?: z.ZodType;
  readonly effect: Effect;
  readonly place: 'main' | 'worker';
  /** One sentence for docs/reference/channels.md. */
  readonly summary: string;
}

export type Contract = { readonly [channel: string]: ContractEntry };

/** Keeps the literal channel names and schemas of a capability's contract. */
export function defineContract<const C extends Contract>(contract: C): C {
  return contract;
}

export type InputOf<E extends ContractEntry> = z.input<E['input']>;
export type ParsedInputOf<E extends ContractEntry> = z.output<E['input']>;
export type OutputOf<E extends ContractEntry> = z.output<E['output']>;

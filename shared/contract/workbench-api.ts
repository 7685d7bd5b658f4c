import type { Result, WireError } from '../core/errors/workbench-error.ts';
import type { CommandId } from './commands.ts';
import type { DeepLink } from './deep-link.ts';

/** What main tells the page without being asked. */
export type WorkbenchEvent =
  /** Answers of these channels are out of date. */
  | { readonly type: 'changed'; readonly channels: readonly string[] }
  | { readonly type: 'command'; readonly id: CommandId }
  | { readonly type: 'deep-link'; readonly link: DeepLink }
  /** Something the user should know that no call of the page asked for: a file kept aside, a disk that is full. */
  | { readonly type: 'notice'; readonly error: WireError }
  | { readonly type: 'job-progress'; readonly jobId: string; readonly progress: unknown }
  | { readonly type: 'job-end'; readonly jobId: string; readonly result: Result<unknown> };

/** `window.workbench`: all that a page has of the application. */
export interface WorkbenchApi {
  /**
   * Asks once.
   * @param channel one of CALL_CHANNELS
   * @param input what the contract's entry takes
   * @param callId an id of the page's own (1 to 64 of `A-Za-z0-9-`), with which cancelJob cancels this call
   */
  call(channel: string, input: unknown, callId?: string): Promise<Result<unknown>>;
  /**
   * Starts a job. Its events may arrive before this answer does.
   * @param channel one of JOB_CHANNELS
   * @param file for one of FILE_CHANNELS: the `File` of the page (the contract knows no DOM) that the user dropped or chose, in place of the input's `droppedPath`
   */
  startJob(channel: string, input: unknown, file?: object): Promise<Result<{ readonly jobId: string }>>;
  /**
   * Cancels, if it still runs; it then ends with ERR_CANCELLED.
   * @param id a jobId, or the callId of a call
   */
  cancelJob(id: string): Promise<Result<object>>;
  /** @returns a function that ends the subscription */
  onEvent(listener: (event: WorkbenchEvent) => void): () => void;
}

import type { Result, WireError } from '../core/errors/workbench-error.ts';
import type { WorkbenchEvent } from './workbench-api.ts';

/**
 * The line between a page and the worker: a message port of their own, so that what is large passes main by. The page's end
 * lies in the preload script; main makes the line, gives it to its own windows only, and replaces it with the worker.
 */
export type ToWorker =
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly channel: string;
      readonly input: unknown;
      readonly callId?: string | undefined;
    }
  /** A jobId, or the callId of a call. */
  | { readonly type: 'cancel'; readonly id: string };

export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'event'; readonly event: WorkbenchEvent };

/** What main sends along with the page's end of a new line; empty with the first. */
export interface LineNews {
  /** Why the worker before is gone: the error with which its jobs end, and its calls unless they are asked again. */
  readonly stopped?: WireError;
  /** The calls did not bring the worker down; the next one can answer them. */
  readonly askAgain?: boolean;
}

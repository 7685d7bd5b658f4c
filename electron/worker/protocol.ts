import type { Result } from '../../shared/core/errors/workbench-error.ts';

/** Main to worker. */
export type ToWorker =
  | { readonly type: 'run'; readonly id: number; readonly channel: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number };

/** Worker to main. */
export type FromWorker =
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'end'; readonly id: number; readonly result: Result<unknown> };

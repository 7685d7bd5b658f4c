import type { Result } from '../../../shared/core/errors/workbench-error.ts';

/** On the command line of a worker process that shall hold an organization's access. */
export const ACCESS_FLAG = '--access';
/** Before the folder of journals, on the same command line. */
export const JOURNALS_FLAG = '--journals=';

/** The ports that main carries calls out for: credentials, proxy and request log stay there. */
export type CallTarget = 'organizations' | 'ssoAdmin' | 'identityStore' | 'iam' | 'credentials';

/** Main to the process. */
export type AccessOrder =
  | { readonly type: 'ask'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'answer'; readonly id: number; readonly result: Result<unknown> };

/** The process to main. */
export type AccessReport =
  | { readonly type: 'told'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly session: string;
      readonly target: CallTarget;
      readonly method: string;
      readonly input: unknown;
    }
  | { readonly type: 'abort'; readonly id: number };

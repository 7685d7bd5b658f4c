import type { WireError } from '../../shared/core/errors/workbench-error.ts';
import type { LabSettings } from '../../shared/core/lab/settings.ts';
import type { ReadyDocument } from '../lab/ready.ts';

/** On the command line of a worker process that shall be a Lab. */
export const LAB_FLAG = '--lab';

/** Main to the Lab's process. */
export type LabOrder =
  | { readonly type: 'start'; readonly settings: LabSettings }
  /** It ends by itself soon after. */
  | { readonly type: 'stop' };

/** The Lab's process to main. */
export type LabReport =
  | { readonly type: 'started'; readonly ready: ReadyDocument; readonly caPem: string }
  /** It could not start; the process ends by itself. */
  | { readonly type: 'refused'; readonly error: WireError }
  /** Requests were answered; told a few times a second at most. */
  | { readonly type: 'requests' }
  /** Something a person should know, in whole sentences. */
  | { readonly type: 'said'; readonly sentence: string };

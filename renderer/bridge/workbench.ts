import type { WorkbenchApi } from '../../shared/contract/workbench-api.ts';

declare global {
  interface Window {
    readonly workbench: WorkbenchApi;
  }
}

/** The four functions the preload script gives this page. */
export function workbench(): WorkbenchApi {
  return window.workbench;
}

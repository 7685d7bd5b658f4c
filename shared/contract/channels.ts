/** The names the preload script lets through; test/contracts/channels.test.ts holds them against the contract. */
export const CALL_CHANNELS: readonly string[] = [
  'app.info',
  'app.appearance',
  'app.setAppearance',
  'app.openExternal',
  'app.readClipboard',
  'app.reveal',
  'app.takeDeepLink',
  'app.reportProblem',
  'inspector.inspect',
  'workspace.load',
  'workspace.save',
  'workspace.files',
  'workspace.planErase',
  'workspace.apply',
];

export const JOB_CHANNELS: readonly string[] = [];

export const CANCEL_CHANNEL = 'jobs.cancel';

/** Main to page, one for all events. */
export const EVENT_CHANNEL = 'workbench.event';

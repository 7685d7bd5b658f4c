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
  'connections.list',
  'connections.live',
  'connections.expiries',
  'connections.activate',
  'connections.create',
  'connections.duplicate',
  'connections.save',
  'connections.saveIdentity',
  'connections.planForget',
  'connections.planRegister',
  'connections.apply',
  'connections.profiles',
  'connections.import',
  'connections.export',
  'connections.requests',
  'connections.exportRequests',
  'inspector.inspect',
  'inspector.rows',
  'inspector.message',
  'inspector.diff',
  'inspector.evidence',
  'inspector.saveEvidence',
  'inspector.curl',
  'inspector.fetchKeys',
  'inspector.attack',
  'inspector.certificates',
  'history.status',
  'history.enable',
  'history.add',
  'history.list',
  'history.open',
  'history.planErase',
  'history.apply',
  'lab.status',
  'lab.chooseSeed',
  'lab.start',
  'lab.stop',
  'lab.requests',
  'lab.saveRequests',
  'lab.people',
  'lab.setFaults',
  'lab.setClock',
  'lab.setLimits',
  'lab.exportCa',
  'lab.planReset',
  'lab.apply',
  'workspace.load',
  'workspace.save',
  'workspace.files',
  'workspace.planErase',
  'workspace.apply',
];

export const JOB_CHANNELS: readonly string[] = [
  'inspector.inspectFile',
  'inspector.selfTest',
  'connections.test',
];

/** Jobs that read a file of the user's: the preload script puts its path where the page put the `file`. */
export const FILE_CHANNELS: readonly string[] = ['inspector.inspectFile'];

/** Those of both lists that go to the worker on its own line. */
export const WORKER_CHANNELS: readonly string[] = [
  'inspector.inspect',
  'inspector.inspectFile',
  'inspector.rows',
  'inspector.message',
  'inspector.diff',
  'inspector.evidence',
  'inspector.curl',
  'inspector.selfTest',
  'inspector.attack',
  'inspector.certificates',
];

export const CANCEL_CHANNEL = 'jobs.cancel';

/** Main to page, one for all events. */
export const EVENT_CHANNEL = 'workbench.event';

/** Main to preload: the page's end of a line to the worker. */
export const LINE_CHANNEL = 'workbench.line';

import type { Channel, ChannelInput } from '../../shared/contract/whole.ts';

const key = { kind: 'any', text: '-----BEGIN CERTIFICATE-----', name: 'idp.pem' } as const;
const expectations = { audience: 'a', recipient: 'r', issuer: 'i', user: 'u', inResponseTo: '_1' };

const options = {
  trust: [key],
  decryptKeys: [key],
  profile: 'entra',
  expect: expectations,
  at: 1,
  clockSkew: 60,
  strict: true,
  detachedPayload: 'payload',
} as const;

const labChoices = {
  httpsPort: 0,
  httpPort: 0,
  seed: 'file',
  scale: { users: 10, groups: 2, accounts: 3, permissionSets: 4, assignments: 5 },
  rateLimit: 20,
  faults: [
    {
      kind: 'failed',
      probability: 0.5,
      service: 'sso-admin',
      operation: 'CreateAccountAssignment',
      reason: 'No such principal.',
      amount: 20,
      times: 1,
    },
  ],
  settle: 1000,
  timeScale: 1,
  randomSeed: 1,
} as const;

/** For each channel inputs that between them hold every member the contract knows. */
export const VALID_INPUTS: { readonly [C in Channel]: readonly ChannelInput<C>[] } = {
  'app.info': [{}],
  'app.appearance': [{}],
  'app.setAppearance': [{ theme: 'dark', density: 'compact' }],
  'app.openExternal': [{ url: 'https://learn.microsoft.com/' }],
  'app.readClipboard': [{}],
  'app.reveal': [{ what: 'log' }],
  'app.takeDeepLink': [{}],
  'app.reportProblem': [{ name: 'TypeError', stack: 'TypeError\n  at x' }],
  'inspector.inspect': [{ text: 'token', options }],
  'inspector.inspectFile': [{ droppedPath: '/tmp/capture.har', options }],
  'inspector.rows': [{ resultId: 'result-1', from: 0, count: 500 }],
  'inspector.message': [{ resultId: 'result-1', index: 0 }],
  'inspector.diff': [
    {
      a: { source: { text: 'token' }, index: 0 },
      b: { source: { resultId: 'result-1' }, index: 1 },
      options,
    },
  ],
  'inspector.evidence': [
    { source: { text: 'token' }, options, only: [0], form: 'json', redact: true },
    { source: { resultId: 'result-1' }, options, form: 'md', redact: false },
  ],
  'inspector.saveEvidence': [{ content: '# Evidence', form: 'md' }],
  'inspector.curl': [
    { message: { source: { text: 'token' }, index: 0 }, options, shell: 'posix' },
    { message: { source: { resultId: 'result-1' }, index: 0 }, options, shell: 'powershell' },
  ],
  'inspector.fetchKeys': [{ address: 'https://login.microsoftonline.com/common/discovery/v2.0/keys' }],
  'history.status': [{}],
  'history.enable': [{}],
  'history.add': [
    { text: 'token', messages: [{ kind: 'jwt', verdict: 'valid', issuer: 'https://idp.example' }] },
  ],
  'history.list': [{}],
  'history.open': [{ id: 'entry-1' }],
  'history.planErase': [{ turnOff: true }],
  'history.apply': [{ planId: 'plan-1' }],
  'lab.status': [{}],
  'lab.chooseSeed': [{}],
  'lab.start': [{ choices: labChoices }],
  'lab.stop': [{}],
  'lab.requests': [{ after: 0, limit: 100 }],
  'lab.saveRequests': [{}],
  'lab.people': [{ search: 'kim', from: 0, count: 50 }],
  'lab.setFaults': [{ faults: labChoices.faults }],
  'lab.setClock': [{ now: '2030-01-01T00:00:00Z', advance: 1000, scale: 60 }],
  'lab.setLimits': [
    { rateLimit: 'off', settle: 0 },
    { rateLimit: 20, settle: 1000 },
  ],
  'lab.exportCa': [{}],
  'lab.planReset': [{}],
  'lab.apply': [{ planId: 'plan-1' }],
  'jobs.cancel': [{ id: 'call-1' }],
  'workspace.load': [{}],
  'workspace.save': [
    {
      settings: {
        inspector: {
          trust: [key],
          profile: 'generic',
          expect: expectations,
          clockSkew: 0,
          strict: false,
        },
      },
    },
  ],
  'workspace.files': [{}],
  'workspace.planErase': [{}],
  'workspace.apply': [{ planId: 'plan-1' }],
};

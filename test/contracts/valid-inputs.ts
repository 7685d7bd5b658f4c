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

/** For each channel inputs that between them hold every member the contract knows. */
export const VALID_INPUTS: { readonly [C in Channel]: readonly ChannelInput<C>[] } = {
  'app.info': [{}],
  'app.appearance': [{}],
  'app.setAppearance': [{ theme: 'dark', density: 'compact' }],
  'app.openExternal': [{ url: 'https://learn.microsoft.com/' }],
  'app.readClipboard': [{}, { atMost: 1_000_000 }],
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
  'inspector.certificates': [{ texts: ['-----BEGIN CERTIFICATE-----'] }],
  'inspector.selfTest': [{}],
  'inspector.attack': [{ name: 'a forged second root after the message' }],
  'history.status': [{}],
  'history.enable': [{}],
  'history.add': [
    { text: 'token', messages: [{ kind: 'jwt', verdict: 'valid', issuer: 'https://idp.example' }] },
  ],
  'history.list': [{}],
  'history.open': [{ id: 'entry-1' }],
  'history.planErase': [{ turnOff: true }],
  'history.apply': [{ planId: 'plan-1' }],
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

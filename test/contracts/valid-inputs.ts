import type { Channel, ChannelInput } from '../../shared/contract/whole.ts';

const key = { kind: 'any', text: '-----BEGIN CERTIFICATE-----', name: 'idp.pem' } as const;
const expectations = { audience: 'a', recipient: 'r', issuer: 'i', user: 'u', inResponseTo: '_1' };

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
  'inspector.inspect': [
    {
      text: 'token',
      options: {
        trust: [key],
        decryptKeys: [key],
        profile: 'entra',
        expect: expectations,
        at: 1,
        clockSkew: 60,
        strict: true,
        detachedPayload: 'payload',
      },
    },
  ],
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

import type { Check, InspectedMessage, InspectReport } from '../../shared/core/inspector/report.ts';

const HEADER = `{
  "typ": "JWT",
  "alg": "RS256",
  "kid": "9f2c-example"
}`;
const PAYLOAD = `{
  "aud": "6d0f1c7e-9a44-4a57-8b1b-2f3f0b7c9e21",
  "iss": "https://login.microsoftonline.com/8b1d6a2e-3c52-4f7a-9c41-5c0f6f5f2a10/v2.0",
  "exp": 1795164300,
  "oid": "3f0c2b1a-6d5e-4c7b-8a90-1e2d3c4b5a69"
}`;

const SPEC = 'RFC 7519 section 4.1.4';

/** Checks of every status, as the inspector gives them. */
export const CHECKS: readonly Check[] = [
  { id: 'token.form', status: 'pass', message: 'Three parts of base64url.', spec: 'RFC 7515 section 3.1' },
  {
    id: 'signature.verify',
    status: 'pass',
    message: 'The signature is right under the key 9f2c-example.',
    spec: 'RFC 7515 section 5.2',
  },
  {
    id: 'time.expiry',
    status: 'fail',
    message: 'The token expired 3 hours ago.',
    expected: 'after 2026-11-20T09:30:00Z',
    actual: '2026-11-20T06:15:00Z',
    fix: 'Ask for a new token; do not lengthen the tolerance.',
    spec: SPEC,
    symptom: 'AADSTS500133',
  },
  {
    id: 'audience',
    status: 'not-checked',
    message: 'Nobody asked for an audience.',
    spec: 'RFC 7519 section 4.1.3',
  },
];

/** A message with one problem, places and claims. */
export const MESSAGE: InspectedMessage = {
  kind: 'jwt',
  verdict: 'invalid',
  summary: 'The token expired 3 hours ago; the signature is valid.',
  checks: CHECKS,
  signatures: [
    { status: 'pass', algorithm: 'RS256', signedBy: 'NzbLsXh8uDCcd-6MNwXF4W', covers: ['header', 'payload'] },
  ],
  claims: [
    {
      name: 'exp',
      friendlyName: 'Expires',
      values: ['1795164300'],
      meaning: 'The token is not valid from then on.',
      signed: true,
      authorizeWith: 'unknown',
    },
    {
      name: 'oid',
      values: ['3f0c2b1a-6d5e-4c7b-8a90-1e2d3c4b5a69'],
      meaning: 'The user in this tenant; never changes.',
      signed: true,
      authorizeWith: 'safe',
    },
    {
      name: 'email',
      values: ['kim.larsen@jogcloud.com'],
      meaning: 'An address the user may change.',
      signed: true,
      authorizeWith: 'never',
    },
  ],
  subject: { nameId: 'kT0o0mXn3pQeJr7y5W2bZ8vF4uL6sA1dG9hC' },
  issuer: 'https://login.microsoftonline.com/8b1d6a2e-3c52-4f7a-9c41-5c0f6f5f2a10/v2.0',
  audiences: ['6d0f1c7e-9a44-4a57-8b1b-2f3f0b7c9e21'],
  notOnOrAfter: '2026-11-20T06:15:00Z',
  notChecked: ['audience'],
  source: { form: 'raw', index: 0 },
  views: [
    {
      title: 'Header',
      language: 'json',
      text: HEADER,
      signed: [{ start: 0, end: HEADER.length }],
      places: [],
    },
    {
      title: 'Payload',
      language: 'json',
      text: PAYLOAD,
      signed: [{ start: 0, end: PAYLOAD.length }],
      places: [
        { checkId: 'time.expiry', start: PAYLOAD.indexOf('"exp"'), end: PAYLOAD.indexOf('"exp"') + 17 },
      ],
    },
  ],
};

export const REPORT: InspectReport = { messages: [MESSAGE] };

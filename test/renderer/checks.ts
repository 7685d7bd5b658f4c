import type { Check } from '../../shared/core/inspector/report.ts';

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

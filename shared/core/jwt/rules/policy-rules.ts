import type { RuleTable } from '../../rules/rule.ts';
import { ANY_JOSE, WITH_CLAIMS } from './kinds.ts';

/** Whether the token is meant for the reader, now. */
export const POLICY_RULES = {
  'time.expiry': {
    title: 'Not expired',
    stage: 'policy',
    spec: 'RFC 7519 section 4.1.4',
    fix: 'Get a new token; if this one is new, compare the clocks of issuer and reader.',
    appliesTo: WITH_CLAIMS,
    strict: true,
  },
  'time.not-before': {
    title: 'Already valid',
    stage: 'policy',
    spec: 'RFC 7519 section 4.1.5',
    fix: 'Compare the clocks of issuer and reader, or allow a small clock skew.',
    appliesTo: WITH_CLAIMS,
  },
  'time.issued-at': {
    title: 'Issued in the past',
    stage: 'policy',
    spec: 'RFC 7519 section 4.1.6',
    fix: 'Compare the clocks of issuer and reader, or allow a small clock skew.',
    appliesTo: WITH_CLAIMS,
  },
  audience: {
    title: 'The expected audience',
    stage: 'policy',
    spec: 'RFC 7519 section 4.1.3; RFC 8725 section 3.9',
    fix: 'Ask for a token whose scope names this API, or correct the audience the API expects.',
    appliesTo: ANY_JOSE,
  },
  issuer: {
    title: 'The expected issuer',
    stage: 'policy',
    spec: 'RFC 7519 section 4.1.1; RFC 8725 section 3.8',
    fix: 'Compare with the "issuer" of the OpenID configuration that the keys come from.',
    appliesTo: ANY_JOSE,
  },
  user: {
    title: 'The expected user',
    stage: 'policy',
    spec: 'RFC 7519 section 4.1.2; OpenID Connect Core section 5.7',
    fix: 'Sign in as the other user, or expect the name this token has for them.',
    appliesTo: ANY_JOSE,
  },
} as const satisfies RuleTable;

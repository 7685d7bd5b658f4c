import type { RuleTable } from '../../rules/rule.ts';
import { SIGNED } from './kinds.ts';

/** Who signed the token, and what the signature covers. */
export const SIGNATURE_RULES = {
  'signature.algorithm': {
    title: 'An algorithm that fits the key',
    stage: 'signature',
    spec: 'RFC 7515 section 10.7; RFC 8725 sections 2.1, 3.1 and 3.2; CVE-2015-9235',
    fix: 'Let the key decide the algorithm: list the ones the issuer uses, and refuse "none" and all others.',
    appliesTo: SIGNED,
  },
  'signature.key': {
    title: 'A trusted key for it',
    stage: 'signature',
    spec: 'RFC 7515 section 6 and appendix D; RFC 7517 section 4',
    fix: 'Load the issuer’s JWK Set again: keys are replaced from time to time.',
    appliesTo: SIGNED,
  },
  'signature.value': {
    title: 'The signature verifies',
    stage: 'signature',
    spec: 'RFC 7515 section 5.2',
    fix: 'Check that the token is whole and unchanged, and that the keys are those of its issuer.',
    appliesTo: SIGNED,
  },
  'signature.graph': {
    title: 'Not a token for Microsoft Graph',
    stage: 'signature',
    spec: 'Microsoft identity platform documentation: Access tokens (validate tokens only for your own APIs)',
    fix: 'Do not check this token: only Microsoft Graph can. Ask for a token whose audience is your own API.',
    appliesTo: SIGNED,
  },
  'signature.others': {
    title: 'Every signature has a key',
    stage: 'signature',
    spec: 'RFC 7515 sections 5.2 and 7.2.1',
    fix: 'Give the keys of the other signers too, if the relying party asks for their signatures.',
    appliesTo: SIGNED,
  },
  'signature.thumbprint': {
    title: 'The certificate the header names',
    stage: 'signature',
    spec: 'RFC 7515 sections 4.1.7 and 4.1.8',
    fix: 'Check which certificate the issuer signs with now; the names in the header are hints, not proof.',
    appliesTo: SIGNED,
  },
  'signature.certificate': {
    title: 'The certificate is in its validity',
    stage: 'signature',
    spec: 'RFC 5280 section 4.1.2.5',
    fix: 'Renew the signing certificate and give the new one to every relying party.',
    appliesTo: SIGNED,
  },
  'signature.key-strength': {
    title: 'A key long enough',
    stage: 'signature',
    spec: 'RFC 7518 sections 3.2, 3.3 and 3.5; NIST SP 800-131A',
    fix: 'Have the issuer use RSA with 2048 bits or more, and secrets as long as the hash.',
    appliesTo: SIGNED,
    strict: true,
  },
  'signature.content': {
    title: 'The content is there',
    stage: 'coverage',
    spec: 'RFC 7515 appendix F; RFC 7797 section 5',
    fix: 'Give the content that was signed: it travels beside a detached signature.',
    appliesTo: SIGNED,
  },
} as const satisfies RuleTable;

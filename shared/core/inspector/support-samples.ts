import { DEFAULT_INSPECT_OPTIONS, type GivenKey, type InspectOptions } from './options.ts';
import type { InspectorSample } from './samples.ts';
import {
  ADFS_CERTIFICATE,
  APP_CERTIFICATE,
  AWS_GUEST,
  GRAPH_TOKEN,
  NO_MFA,
  OLD_CERTIFICATE,
  OLD_SIGNATURE,
  OTHER_AUDIENCE,
} from './support-messages.ts';

type SupportQuestion = 'wrong-audience' | 'expired-certificate' | 'aws-guest' | 'mfa-missing' | 'wrong-api';

const certificate = (text: string, name: string): GivenKey => ({ kind: 'any', text, name });
const APP = certificate(APP_CERTIFICATE, 'Signing certificate of the application (sample)');

/** As of a moment shortly after the messages were written, so that they never age. */
const OPTIONS: InspectOptions = {
  ...DEFAULT_INSPECT_OPTIONS,
  trust: [APP],
  at: Date.UTC(2026, 10, 20, 9, 30),
};

/** Messages behind questions that support is asked, judged so that the answer stands in the verdict. */
export const SUPPORT_SAMPLES: readonly InspectorSample<SupportQuestion>[] = [
  {
    id: 'wrong-audience',
    title: 'Why does the application say “wrong audience”?',
    summary: 'A SAML response that was made for another application.',
    input: OTHER_AUDIENCE,
    options: { ...OPTIONS, profile: 'entra', expect: { audience: 'https://orders.jogcloud.com/saml' } },
  },
  {
    id: 'expired-certificate',
    title: 'Why did sign-in stop working overnight?',
    summary: 'A SAML response signed with a certificate that has expired.',
    input: OLD_SIGNATURE,
    options: {
      ...OPTIONS,
      profile: 'entra',
      trust: [certificate(OLD_CERTIFICATE, 'Signing certificate the application has (sample)')],
      expect: { audience: 'https://orders.jogcloud.com/saml' },
    },
  },
  {
    id: 'aws-guest',
    title: 'Why does AWS refuse our guest?',
    summary: 'A guest’s SAML response to IAM Identity Center, where the user has another name.',
    input: AWS_GUEST,
    options: {
      ...OPTIONS,
      profile: 'aws-identity-center',
      expect: { user: 'robin.weber@partner.example' },
    },
  },
  {
    id: 'mfa-missing',
    title: 'Why is everybody asked for MFA a second time?',
    summary: 'An answer of AD FS to Microsoft Entra that proves no multifactor authentication.',
    input: NO_MFA,
    options: {
      ...OPTIONS,
      profile: 'entra',
      trust: [certificate(ADFS_CERTIFICATE, 'Token-signing certificate of AD FS (sample)')],
    },
  },
  {
    id: 'wrong-api',
    title: 'Why does the API answer 401?',
    summary: 'An access token for Microsoft Graph, sent to another API.',
    input: GRAPH_TOKEN,
    options: { ...OPTIONS, profile: 'entra', expect: { audience: 'api://orders.jogcloud.com' } },
  },
];

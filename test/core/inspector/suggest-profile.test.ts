import { expect, it } from 'vitest';
import { suggestProfile } from '../../../shared/core/inspector/suggest-profile.ts';

const TENANT = '8b1d6a2e-3c52-4f7a-9c41-5c0f6f5f2a10';

it.each([
  ['https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99672b41c8', 'aws-identity-center'],
  ['https://us-east-1.sso.signin.aws/platform/saml/x', 'aws-identity-center'],
  ['https://cn-north-1.signin.amazonaws.cn/platform/saml/d-1', 'aws-identity-center'],
  ['https://us-gov-west-1.signin.amazonaws-us-gov.com/platform/saml/d-1', 'aws-identity-center'],
  ['urn:federation:MicrosoftOnline', 'entra'],
  ['https://signin.aws.amazon.com/saml', undefined],
  ['https://evil.example/signin.aws.amazon.com/platform/saml/d-1', undefined],
])('for the audience %s suggests %s', (audience, profile) => {
  expect(suggestProfile({ audiences: ['https://app.example', audience] })?.profile).toBe(profile);
});

it.each([
  [`https://sts.windows.net/${TENANT}/`, 'entra'],
  [`https://login.microsoftonline.com/${TENANT}/v2.0`, 'entra'],
  [`https://login.microsoftonline.us/${TENANT}/v2.0`, 'entra'],
  [`https://jogcloud.ciamlogin.com/${TENANT}/v2.0`, 'entra'],
  [`https://login.microsoftonline.com.evil.example/${TENANT}`, undefined],
  ['https://accounts.google.com', undefined],
])('for the issuer %s suggests %s', (issuer, profile) => {
  expect(suggestProfile({ issuer })?.profile).toBe(profile);
});

it('puts the relying party before the issuer, and says nothing of a message that says nothing', () => {
  const audiences = ['https://eu-central-1.signin.aws.amazon.com/platform/saml/d-99672b41c8'];
  expect(suggestProfile({ issuer: `https://sts.windows.net/${TENANT}/`, audiences })?.profile).toBe(
    'aws-identity-center',
  );
  expect(suggestProfile({})).toBeUndefined();
});

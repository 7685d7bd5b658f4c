import { describe, expect, it } from 'vitest';
import type { Profile } from '../../../shared/core/inspector/options.ts';
import { explainAadsts } from '../../../shared/core/saml/aadsts.ts';
import { ACS, type Change, ENTITY_ID, ISSUER, samlCase } from '../../fixtures/rules/saml-messages.ts';
import { checksOf, failedIds, judgeCase } from './judge-fixture.ts';

const under = (profile: Profile, change: Change = {}) =>
  judgeCase(samlCase('response', { ...change, options: { profile, ...change.options } }));

describe('profile aws-identity-center', () => {
  it.each([
    ['https://eu-central-1.signin.aws/platform/saml', '/acs/0a1b'],
    ['https://us-east-1.sso.signin.aws/platform/saml', '/acs/0a1b'],
    ['https://us-gov-west-1.signin.amazonaws-us-gov.com/platform/saml', '/acs/0a1b'],
  ])('knows %s', (base, acs) => {
    const message = under('aws-identity-center', {
      tamper: [
        [new RegExp(ACS, 'g'), base + acs],
        [new RegExp(ENTITY_ID, 'g'), `${base}/d-1234567890`],
      ],
      sign: 'none',
    });
    expect(checksOf(message, 'aws.acs')[0]?.status).toBe('pass');
    expect(checksOf(message, 'aws.audience')[0]?.status).toBe('pass');
  });

  it.each([
    'https://us-east-1.signin.aws.amazon.com.evil.example/platform/saml/acs/0a1b',
    'http://us-east-1.signin.aws.amazon.com/platform/saml/acs/0a1b',
    'https://us-east-1.signin.aws.amazon.com/platform/saml/acs/0a1b/',
    'https://us-east-1.signin.aws.amazon.com/platform/saml/acs/0a1b?x=y',
  ])('refuses %s', (address) => {
    const message = under('aws-identity-center', {
      edit: [[`Recipient="${ACS}"`, `Recipient="${address}"`]],
    });
    expect(failedIds(message)).toEqual(['aws.acs']);
    expect(checksOf(message, 'aws.acs')[0]?.symptom).toContain('unexpected error');
  });

  it.each([
    'https://signin.aws.amazon.com/saml',
    'https://eu-west-1.signin.aws.amazon.com/saml',
    'urn:amazon:webservices',
  ])('tells the other AWS application by %s', (audience) => {
    const message = under('aws-identity-center', {
      edit: [[`<Audience>${ENTITY_ID}`, `<Audience>${audience}`]],
    });
    expect(failedIds(message)).toEqual(['aws.application', 'aws.audience']);
  });

  it('names what its user sees where the certificate is wrong', () => {
    const message = under('aws-identity-center', { tamper: [['ada@example.com', 'eve@example.com']] });
    expect(checksOf(message, 'aws.certificate')[0]?.symptom).toContain('It’s not you, it’s us');
  });
});

describe('profile entra', () => {
  it('tells a version 2.0 issuer from a SAML one', () => {
    const message = under('entra', {
      edit: [['<Issuer>https://sts.windows.net/', '<Issuer>https://login.microsoftonline.com/']],
    });
    expect(checksOf(message, 'entra.issuer')[0]?.message).toContain('belongs to JWTs of version 2.0');
  });

  it('says whether multifactor authentication was done, whatever AuthnContextClassRef says', () => {
    const done = checksOf(under('entra'), 'entra.mfa')[0];
    expect(done?.message).toContain('was done');
    const not = under('entra', { edit: [['/claims/multipleauthn<', '/claims/other<']] });
    expect(checksOf(not, 'entra.mfa')[0]?.message).toContain('was not done');
  });

  it('says one thing of an issuer without the slash at its end', () => {
    const message = under('entra', {
      tamper: [[new RegExp(`${ISSUER}</Issuer>`, 'g'), `${ISSUER.slice(0, -1)}</Issuer>`]],
      sign: 'none',
      trust: [],
    });
    expect(failedIds(message)).toEqual(['entra.issuer']);
    expect(checksOf(message, 'entra.tenant')[0]?.status).toBe('not-checked');
    expect(checksOf(message, 'entra.guest')[0]?.status).toBe('pass');
  });

  it('tells a guest by the #EXT# name', () => {
    const message = under('entra', {
      edit: [['>ada@example.com</NameID>', '>ada_home.example#EXT#@jogcloud.onmicrosoft.com</NameID>']],
    });
    expect(checksOf(message, 'entra.guest')[0]?.message).toContain('#EXT#');
  });
});

describe('codes of Entra', () => {
  it.each([
    ['AADSTS50105: no assignment', 'AADSTS50105', 'not assigned'],
    ['Error. AADSTS7500529 here', 'AADSTS7500529', 'digit'],
    ['AADSTS99999', 'AADSTS99999', undefined],
  ])('%s', (text, code, cause) => {
    const explained = explainAadsts(text);
    expect(explained?.code).toBe(code);
    if (cause === undefined) expect(explained?.cause).toBeUndefined();
    else expect(explained?.cause).toContain(cause);
  });

  it('are absent from other texts', () => {
    expect(explainAadsts('The request was denied.')).toBeUndefined();
  });
});

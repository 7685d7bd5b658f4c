import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { TlsIdentities } from '../../../electron/lab/platform/tls-identities.ts';
import { answerOrigin, placesOfLab } from '../../../electron/main/lab/lab-places.ts';
import { isLabCertificate, isSignInAddress } from '../../../electron/main/security/sign-in-rule.ts';

const SIGN_IN =
  'https://localhost:7443/tenant/oauth2/v2.0/authorize?redirect_uri=http%3A%2F%2Flocalhost%3A40000&state=x';
const places = placesOfLab(
  ['https://localhost:7443', 'http://127.0.0.1:7480/aws', 'http://127.0.0.1:7481'],
  answerOrigin(SIGN_IN),
  'sts.jogcloud.com',
);

describe('where a sign-in in the Lab may lead', () => {
  it.each([
    SIGN_IN,
    'http://127.0.0.1:7480/portal/start',
    'http://localhost:40000/?code=x&state=x',
    'https://login.microsoftonline.com/common/oauth2/authorize',
    'https://sts.jogcloud.com/adfs/ls/',
    'https://certauth.sts.jogcloud.com/adfs/ls/',
    'https://us-east-1.signin.aws.amazon.com/platform/saml/acs',
    'https://d-0123456789.awsapps.com/start',
  ])('to %s', (url) => expect(isSignInAddress(url, places)).toBe(true));

  it.each([
    'https://example.com/',
    'http://login.microsoftonline.com/',
    'https://login.microsoftonline.com:8443/',
    'https://login.microsoftonline.com.evil.example/',
    'https://login.microsoftonline.com@evil.example/',
    'https://user:secret@localhost:7443/',
    'http://localhost:7443/',
    'https://localhost:22/',
    'http://localhost:40001/',
    'https://sts.other.example/adfs/ls/',
    'file:///etc/passwd',
    'app://workbench/index.html',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://localhost:7443/1',
    'devtools://devtools/',
    'ws://localhost:7443/',
    '',
  ])('not to %s', (url) => expect(isSignInAddress(url, places)).toBe(false));

  it('waits for the answer on this machine only', () => {
    expect(answerOrigin(SIGN_IN)).toBe('http://localhost:40000');
    expect(answerOrigin('https://localhost:7443/a?redirect_uri=https%3A%2F%2Fevil.example')).toBeUndefined();
    expect(answerOrigin('https://localhost:7443/a?redirect_uri=%00')).toBeUndefined();
    expect(answerOrigin('https://localhost:7443/a')).toBeUndefined();
  });
});

describe('the certificate of the Lab', () => {
  const now = Date.parse('2026-11-25T12:00:00Z');
  let ours: TlsIdentities;
  let others: TlsIdentities;
  beforeAll(async () => {
    [ours, others] = await Promise.all([TlsIdentities.create(() => now), TlsIdentities.create(() => now)]);
  });
  const judged = async (by: TlsIdentities, issuedTo: string, hostname: string, at = now) => {
    const { certificatePem } = await by.identity(issuedTo);
    return isLabCertificate(certificatePem, hostname, new X509Certificate(ours.caPem), places, at);
  };

  it('counts for its own listeners and the hosts that it plays', async () => {
    expect(await judged(ours, 'localhost', 'localhost')).toBe(true);
    expect(await judged(ours, 'localhost', '127.0.0.1')).toBe(true);
    expect(await judged(ours, 'login.microsoftonline.com', 'login.microsoftonline.com')).toBe(true);
  });

  it('counts for nobody else, not for another name, not by another authority, not out of its time', async () => {
    expect(await judged(ours, 'example.com', 'example.com')).toBe(false);
    expect(await judged(ours, 'localhost', 'login.microsoftonline.com')).toBe(false);
    expect(await judged(others, 'localhost', 'localhost')).toBe(false);
    expect(await judged(ours, 'localhost', 'localhost', now + 10 * 365 * 86_400_000)).toBe(false);
    expect(await judged(ours, 'localhost', 'localhost', now - 10 * 86_400_000)).toBe(false);
    expect(isLabCertificate('no pem', 'localhost', new X509Certificate(ours.caPem), places, now)).toBe(false);
  });
});

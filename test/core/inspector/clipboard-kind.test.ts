import { describe, expect, it } from 'vitest';
import { clipboardKind } from '../../../shared/core/inspector/clipboard-kind.ts';
import { INSPECTOR_SAMPLES } from '../../../shared/core/inspector/samples.ts';
import { generateMessage } from '../../generators/saml-message.ts';

const { xml } = generateMessage(3, { kind: 'response', encrypt: 'never' });
const base64 = Buffer.from(xml).toString('base64');
const token = INSPECTOR_SAMPLES[0]?.input ?? '';

describe('the text in the clipboard', () => {
  it.each([
    ['a token', token],
    ['a token', `Authorization: Bearer ${token}`],
    ['a token', `curl -H 'Authorization: Bearer ${token}' https://api.example`],
    ['a token', `{"access_token":"${token}"}`],
    ['a token', `  \n"${token}"`],
    ['a token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
    ['a token', `eyJ${'a'.repeat(9000)}.eyJ.x`],
    ['an encrypted token', 'eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkExMjhHQ00ifQ.AAAA.BBBB.CCCC.DDDD'],
    ['a SAML message', xml],
    ['a SAML message', `SAMLResponse=${encodeURIComponent(base64)}`],
    ['a SAML message', 'https://login.example/saml2?SAMLRequest=fZJNT%2BMwEIbv'],
    ['what looks like a SAML message', base64],
    ['what looks like a SAML message', base64.replace(/.{76}/g, '$&\n')],
    [
      'SAML metadata',
      '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example"/>',
    ],
  ])('looks like %s', (kind, text) => {
    expect(clipboardKind(text)).toBe(kind);
  });

  it.each([
    ['nothing', ''],
    ['a sentence', 'Please have a look at the response of the identity provider. Thank you.'],
    ['a page', '<!doctype html><title>Sign in</title><p>eyes.on.you</p>'],
    ['source code', 'const response: Response = await fetch(url); // <Response>'],
    ['a version', 'keyJson.version.1'],
    ['base64 of something else', Buffer.from('x'.repeat(600)).toString('base64')],
    ['an image', 'iVBORw0KGgoAAAANSUhEUgAA'.repeat(40)],
    ['a password', 'PDq8vN2tR6yH1mB5cK9pX3wD7sF0jG4lE'],
    [
      'a private key',
      '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----',
    ],
  ])('is not offered where it is %s', (_, text) => {
    expect(clipboardKind(text)).toBeUndefined();
  });

  it('is looked at by its beginning only, whatever its length', () => {
    const start = performance.now();
    for (const part of ['ey', 'eyJ', 'P', ' ', '<', 'SAMLResponse', '"eyJaaaaaaaaaa.'])
      clipboardKind(part.repeat(2_000_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

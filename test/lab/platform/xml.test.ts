import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signXml } from '../../../electron/lab/platform/xml-sign.ts';
import { xml, xmlAttribute } from '../../../electron/lab/platform/xml-text.ts';
import { parseXml } from '../../../shared/core/xml/parse.ts';
import { attribute, textOf } from '../../../shared/core/xml/query.ts';
import { testKey } from '../../generators/keys.ts';
import { judgeOne } from '../../oracles/our-verdict.ts';

describe('a template', () => {
  const odd = 'a<b a="1">&amp;]]> \'"\r\n\t {Tag} $& $1 \u{1F6F9}';

  it('lets every value stand for itself, in text and in attributes', () => {
    const parsed = parseXml(xml`<x${xmlAttribute('y', odd)}>${odd}</x>`.xml);
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    expect(textOf(parsed.document.root)).toBe(odd);
    expect(attribute(parsed.document.root, 'y')).toBe(odd);
  });

  it('replaces what XML has no character for', () => {
    const { xml: text } = xml`<x>${'\u0000\u0008\uFFFE\uD800'}</x>`;
    expect(text).toBe('<x>\uFFFD\uFFFD\uFFFD\uFFFD</x>');
  });

  it('takes parts, lists of parts and nothing', () => {
    const parts = [1, 2].map((number) => xml`<i>${number}</i>`);
    expect(xml`<x${xmlAttribute('y', undefined)}>${parts}${undefined}${xml`<z/>`}</x>`.xml).toBe(
      '<x><i>1</i><i>2</i><z/></x>',
    );
  });
});

describe('a signature', () => {
  const key = testKey('idp-rsa');
  const metadata =
    '<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" ID="_a" entityID="urn:x"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/></EntityDescriptor>';

  it.each(['first', 'last'] as const)('verifies as the %s child', async (place) => {
    const signer = { key: key.privateKey, certificate: key.certificateBase64 };
    const signed = signXml(metadata, '_a', place, signer);
    const message = await judgeOne(signed, { certificates: [key.certificatePem], at: Date.now() });
    expect(message.signatures.map(({ status }) => status)).toEqual(['pass']);
  });

  it('needs the element, and XML', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signer = { key: privateKey, certificate: '' };
    expect(() => signXml(metadata, '_b', 'first', signer)).toThrow(RangeError);
    expect(() => signXml('<x', '_a', 'first', signer)).toThrow(RangeError);
  });
});

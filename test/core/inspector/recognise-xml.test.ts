import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { recogniseXml } from '../../../shared/core/inspector/recognise-xml.ts';

const XML =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_a">é &gt; ü!</samlp:Response>';
const BASE64 = Buffer.from(XML).toString('base64');
const DEFLATED = deflateRawSync(XML).toString('base64');
const encoded = encodeURIComponent;

function only(input: string | Uint8Array) {
  const found = recogniseXml(input, nodeCrypto);
  expect(found).toHaveLength(1);
  const [first] = found;
  if (first === undefined) throw new Error('nothing found');
  return { ...first, xml: Buffer.from(first.bytes).toString('utf8') };
}

describe('an XML message is found', () => {
  it.each([
    ['as it is', XML, 'raw', 0],
    ['after white space', `\n  ${XML}`, 'raw', 0],
    ['after a byte order mark', `\uFEFF${XML}`, 'raw', 0],
    ['percent-encoded', encoded(XML), 'raw', 1],
    ['with its markup escaped', XML.replaceAll('&', '&amp;').replaceAll('<', '&lt;'), 'raw', 1],
    ['in base64', BASE64, 'post', 0],
    ['in base64 broken into lines', BASE64.replace(/(.{64})/g, '$1\r\n'), 'post', 0],
    ['in base64 with blanks', BASE64.replace(/(.{20})/g, '$1 \t'), 'post', 1],
    ['in base64 without padding', BASE64.replace(/=+$/, ''), 'post', 1],
    ['in the URL alphabet', Buffer.from(XML).toString('base64url').padEnd(BASE64.length, '='), 'post', 1],
    ['in base64 and percent-encoded', encoded(BASE64), 'post', 1],
    ['in base64 in quotes', `"${BASE64}"`, 'post', 1],
    ['deflated', DEFLATED, 'redirect', 0],
    ['deflated with a zlib header', deflateSync(XML).toString('base64'), 'redirect', 1],
    ['in a URL', `https://idp.example.com/sso?SAMLRequest=${encoded(DEFLATED)}`, 'redirect', 0],
    ['in a URL, undeflated', `https://idp.example.com/sso?SAMLResponse=${encoded(BASE64)}`, 'post', 1],
    ['in a bare query', `SAMLRequest=${encoded(DEFLATED)}`, 'redirect', 0],
    ['in prose', `see https://idp.example.com/?SAMLRequest=${encoded(DEFLATED)} here`, 'redirect', 0],
    ['in a log line', `2026-11-23 INFO SAMLResponse=${encoded(BASE64)} received`, 'form', 0],
    [
      'in a URL copied out of a page',
      `https://a.example/?x=1&amp;SAMLRequest=${encoded(DEFLATED)}&amp;RelayState=x`,
      'redirect',
      0,
    ],
    ['in a URL in angle brackets', `<https://a.example/?SAMLRequest=${encoded(DEFLATED)}>`, 'redirect', 0],
    ['as browser tools show a form', `SAMLResponse: ${BASE64}\nRelayState: x`, 'form', 0],
    ['as browser tools show it on two lines', `SAMLResponse\n${BASE64}\nRelayState\nx`, 'form', 0],
    [
      'in a command for Windows',
      `curl ^"https://a.example/acs^" ^\r\n  --data-raw ^"SAMLResponse=${encoded(BASE64).replaceAll('%', '^%')}^&RelayState=x^"`,
      'form',
      0,
    ],
    [
      'in a page written as XHTML',
      `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"><html><input name="SAMLResponse" value="${BASE64}"/></html>`,
      'form',
      0,
    ],
    ['in a form body', `SAMLResponse=${encoded(BASE64)}&RelayState=x`, 'form', 0],
    ['in a form body with bare plus signs', `SAMLResponse=${BASE64}&RelayState=x`, 'form', 0],
    ['as wresult', `wa=wsignin1.0&wresult=${encoded(XML)}&wctx=x`, 'form', 0],
    [
      'in a page',
      `<html><body onload="a>b"><form><input type=hidden NAME='SAMLResponse' value="${BASE64.replaceAll('+', '&#x2B;')}"/></form>`,
      'form',
      0,
    ],
  ] as const)('%s', (_, input, form, leniencies) => {
    const found = only(input);
    expect(found.xml).toBe(XML);
    expect(found.form).toBe(form);
    expect(found.leniencies).toHaveLength(leniencies);
  });

  it('in UTF-16, whose bytes the parser reads', () => {
    const bytes = Buffer.from(`\uFEFF${XML}`, 'utf16le');
    expect(Buffer.from(only(bytes).bytes).equals(bytes)).toBe(true);
  });

  it('with its RelayState', () => {
    expect(only(`SAMLResponse=${encoded(BASE64)}&RelayState=a%20b`).relayState).toBe('a b');
  });

  it('cut off, as far as it goes', () => {
    const found = only(BASE64.slice(0, -18));
    expect(XML.startsWith(found.xml.slice(0, 80))).toBe(true);
  });
});

describe('the redirect signature', () => {
  const message = encoded(DEFLATED);

  it('covers the characters as they were sent, in the order of the binding', () => {
    const found = only(
      `https://idp.example.com/?RelayState=a%2fb&SAMLRequest=${message}&Signature=QQ%3D%3D&SigAlg=urn%3Ax`,
    );
    expect(found.redirectSignature).toEqual({
      algorithm: 'urn:x',
      signature: 'QQ==',
      signedOctets: `SAMLRequest=${message}&RelayState=a%2fb&SigAlg=urn%3Ax`,
    });
  });

  it('is worth nothing where a parameter stands twice', () => {
    const found = only(
      `https://idp.example.com/?SAMLRequest=${message}&SAMLRequest=${message}&SigAlg=a&Signature=QQ`,
    );
    expect(found.redirectSignature).toBeUndefined();
    expect(found.leniencies).toHaveLength(1);
  });
});

describe('anything else', () => {
  it.each(['', 'hello', 'eyJhbGciOiJub25lIn0.e30.', BASE64.slice(9), '{"a":1}', 'SAMLResponse=%zz'])(
    '%j is no XML message',
    (input) => {
      expect(recogniseXml(input, nodeCrypto)).toEqual([]);
    },
  );

  it('refuses a bomb by its size, quickly', () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, ' ')).toString('base64');
    const started = performance.now();
    expect(() => recogniseXml(bomb, nodeCrypto)).toThrow(
      expect.objectContaining({ code: 'ERR_INPUT_TOO_LARGE' }),
    );
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

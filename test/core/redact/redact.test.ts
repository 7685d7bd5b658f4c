import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../../../shared/core/encoding/base64.ts';
import { toUtf8 } from '../../../shared/core/encoding/utf8.ts';
import { Pseudonyms } from '../../../shared/core/redact/pseudonyms.ts';
import { redactJose } from '../../../shared/core/redact/redact-jose.ts';
import { redactXml } from '../../../shared/core/redact/redact-xml.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const names = (): Pseudonyms => new Pseudonyms(NOW);
const PUBLIC = new Set(['iss', 'aud', 'exp', 'sub', 'tid', 'oid', 'amr', 'upn', 'ver']);
const options = { isPublicClaim: (name: string) => PUBLIC.has(name) };
const part = (text: string): string => toBase64Url(toUtf8(text));
const payloadOf = (token: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')), (c) =>
      c.charCodeAt(0),
    ),
  );

describe('Pseudonyms', () => {
  it('keeps shapes, and equal values equal', () => {
    const map = names();
    expect(map.value('bart.simpson@jogcloud.com')).toBe('person-1@domain-1.example');
    expect(map.value('homer@jogcloud.com')).toBe('person-2@domain-1.example');
    expect(map.value('bart.simpson@jogcloud.com')).toBe('person-1@domain-1.example');
    expect(map.value('lisa_partner.example#EXT#@jogcloud.com')).toBe(
      'person-3_domain-2.example#EXT#@domain-1.example',
    );
    expect(map.value('8774F594-1d59-4279-b9d9-59ef09a23530')).toBe('00000000-0000-4000-8000-000000000001');
    expect(map.value('https://sts.windows.net/8774f594-1d59-4279-b9d9-59ef09a23530/')).toBe(
      'https://sts.windows.net/00000000-0000-4000-8000-000000000001/',
    );
    expect(map.value('https://portal.jogcloud.com/a?user=bart')).toBe(
      'https://domain-3.example/path-1?redacted-1',
    );
    expect(map.value('AADSTS50105: bart is not assigned')).toBe('AADSTS50105: redacted-2');
    expect(map.value('urn:oasis:names:tc:SAML:2.0:cm:bearer')).toBe('urn:oasis:names:tc:SAML:2.0:cm:bearer');
  });

  it('shifts every time by the same span', () => {
    const map = names();
    const minutes = (a: string, b: string): number => (Date.parse(b) - Date.parse(a)) / 60_000;
    const before = map.value('2026-11-23T07:55:00.123Z');
    const after = map.value('2026-11-23T09:05:00.123Z');
    expect(before).toBe('2000-12-31T23:55:00.123Z');
    expect(minutes(before, after)).toBe(70);
    expect(map.numericDate(String(NOW / 1000))).toBe(String(Date.UTC(2001, 0, 1) / 1000));
  });

  it('gives base64 of the same length that still decodes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const original = btoa(String.fromCharCode(...bytes));
        const redacted = names().base64(original);
        expect(redacted).toHaveLength(original.length);
        expect(atob(redacted)).toHaveLength(bytes.length);
      }),
      { seed: 4 },
    );
  });
});

describe('redactJose', () => {
  it('keeps the structure of a token and nothing of its values', () => {
    const payload =
      '{"iss":"https://sts.windows.net/x/","upn":"bart@jogcloud.com","upn":"homer@jogcloud.com","exp":1795424400,"custom_claim":"secret","amr":["pwd","mfa"]}';
    const token = `${part('{"alg":"RS256","typ":"JWT","kid":"my-key"}')}.${part(payload)}.${'s'.repeat(342)}`;
    const redacted = redactJose(token, names(), options);
    const text = payloadOf(redacted);
    expect(text.match(/"upn"/g)).toHaveLength(2);
    expect(text).toContain('"amr":["pwd","mfa"]');
    for (const original of ['bart', 'homer', 'jogcloud', 'secret', 'custom_claim', '1795424400'])
      expect(text).not.toContain(original);
    expect(redacted.split('.')[2]).toHaveLength(342);
    expect(atob(redacted.split('.')[0] ?? '')).toMatch(/^\{"alg":"RS256","typ":"JWT","kid":"redacted-\d"\}$/);
  });

  it('goes into nested tokens and JSON serialization', () => {
    const inner = `${part('{"alg":"none"}')}.${part('{"sub":"bart-the-subject"}')}.`;
    const outer = JSON.stringify({
      payload: part(inner),
      protected: part('{"alg":"ES256","cty":"JWT"}'),
      signature: 'abcdefgh',
    });
    const redacted = redactJose(outer, names(), options);
    const innerAgain = atob(JSON.parse(redacted).payload);
    expect(innerAgain.split('.')).toHaveLength(3);
    expect(payloadOf(innerAgain)).toBe('{"sub":"redacted-1"}');
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(typeof redactJose(text, names(), options)).toBe('string');
        expect(typeof redactXml(text, names())).toBe('string');
      }),
      { seed: 4, numRuns: 500 },
    );
    expect(redactJose(`"${'x'.repeat(5_000_000)}`, names(), options)).not.toContain('xx');
  });
});

describe('redactXml', () => {
  it('keeps markup, namespaces, algorithms and references, and replaces the rest', () => {
    const xml = [
      '<?xml version="1.0" encoding="UTF-8"?><samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_abc" ',
      'Destination="https://eu-west-1.signin.aws.amazon.com/platform/saml/acs/0a1b2c" IssueInstant="2026-11-23T08:00:00Z">',
      '<Reference URI="#_abc"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>q83vEjRWeJA=</DigestValue></Reference>',
      '<NameID>bart@jogcloud.com<!-- hidden -->.evil.example</NameID><Attribute Name="https://jogcloud.com/claims/department"><AttributeValue>A &amp; B</AttributeValue></Attribute>',
      '</samlp:Response>',
    ].join('');
    const redacted = redactXml(xml, names());
    expect(redacted).toContain('ID="_id-1"');
    expect(redacted).toContain('URI="#_id-1"');
    expect(redacted).toContain('Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"');
    expect(redacted).toContain(
      'Destination="https://eu-west-1.signin.aws.amazon.com/platform/saml/acs/path-1"',
    );
    expect(redacted).toContain('IssueInstant="2001-01-01T00:00:00Z"');
    expect(redacted).toContain('Name="attribute-1"');
    expect(redacted.match(/<!--/g)).toHaveLength(1);
    for (const original of [
      'bart',
      'jogcloud',
      'hidden',
      'evil',
      'A &amp; B',
      'department',
      '0a1b2c',
      'q83vEjRWeJA=',
    ]) {
      expect(redacted).not.toContain(original);
    }
    expect(redacted.replace(/"[^"]*"|>[^<]*</g, '')).toBe(
      xml.replace(/"[^"]*"|>[^<]*</g, '').replace(' hidden ', ' redacted-1 '),
    );
  });

  it('keeps what makes a hostile document hostile', () => {
    const bomb =
      '<!DOCTYPE r [<!ENTITY a "haha"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><r ID="1" ID="1">&b;</r><r/>';
    const redacted = redactXml(bomb, names());
    expect(redacted).toMatch(
      /^<!DOCTYPE r \[<!ENTITY a "redacted-\d"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "redacted-\d">\]><r ID="1id-1" ID="1id-1">/,
    );
    expect(redacted).toMatch(/<r\/>$/);
  });
});

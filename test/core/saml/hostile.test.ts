import { describe, expect, it } from 'vitest';
import { type Change, samlCase } from '../../fixtures/rules/saml-messages.ts';
import { checksOf, failedIds, judgeCase } from './judge-fixture.ts';

/** Milliseconds a verdict on any of these may take, with room for a slow machine. */
const PATIENCE = 4000;
const MANY = 10_000;
const EVIL = '<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>';
const SIGNATURE = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>';

function hostile(change: Change, base: 'response' | 'metadata' = 'response') {
  const one = samlCase(base, { decrypt: true, ...change });
  const started = performance.now();
  const message = judgeCase(one);
  expect(performance.now() - started).toBeLessThan(PATIENCE);
  expect(message.verdict).toBe('invalid');
  return message;
}

const ahead = (mark: string, added: string): Change => ({ tamper: [[mark, added + mark]] });

describe('a hostile message is refused quickly', () => {
  it('with thousands of elements where none belongs', () => {
    const message = hostile(ahead('<samlp:Status>', '<x/>'.repeat(MANY)));
    expect(checksOf(message, 'structure.schema')[0]?.message).toContain(`${MANY - 1} more such places`);
  });

  it('with thousands of assertions', () => {
    expect(failedIds(hostile(ahead('</samlp:Response>', EVIL.repeat(MANY))))).toContain(
      'structure.assertion-count',
    );
  });

  it('with thousands of signatures', () => {
    const message = hostile(ahead('<samlp:Status>', SIGNATURE.repeat(MANY)));
    expect(failedIds(message)).toContain('signature.place');
    expect(message.signatures.length).toBeLessThan(10);
  });

  it('with thousands of confirmations, audiences, attributes and comments', () => {
    const attribute = '<Attribute Name="a"><AttributeValue>v</AttributeValue></Attribute>';
    hostile({
      tamper: [
        ['</Subject>', `${'<SubjectConfirmation/>'.repeat(MANY)}</Subject>`],
        ['</AudienceRestriction>', `${'<Audience>a</Audience>'.repeat(MANY)}</AudienceRestriction>`],
        ['</AttributeStatement>', `${attribute.repeat(MANY)}</AttributeStatement>`],
        ['</NameID>', `${'<!-- -->'.repeat(MANY)}</NameID>`],
      ],
    });
  });

  it('with thousands of encrypted attributes', () => {
    const message = hostile(ahead('</AttributeStatement>', '<EncryptedAttribute/>'.repeat(MANY)));
    expect(checksOf(message, 'encryption.decrypt').length).toBeLessThan(100);
  });

  it('with a long value everywhere', () => {
    const long = 'x'.repeat(1_000_000);
    hostile({
      tamper: [
        ['ada@example.com', long],
        ['ID="_r1"', `ID="_${long}"`],
        ['<samlp:Status>', `<samlp:Status><samlp:StatusMessage>${long}</samlp:StatusMessage>`],
      ],
    });
  });

  it('as metadata with thousands of entities and certificates', () => {
    const key =
      '<md:KeyDescriptor><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>';
    hostile(ahead('<md:SingleSignOnService', key.repeat(MANY)), 'metadata');
  });
});

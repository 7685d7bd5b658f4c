import { describe, expect, it } from 'vitest';
import { ACS, BASES, ENTITY_ID, ISSUER, samlCase, USER } from '../../fixtures/rules/saml-messages.ts';
import { testKey } from '../../generators/keys.ts';
import { checksOf, failedIds, judgeCase } from './judge-fixture.ts';

describe('a signed response', () => {
  const message = judgeCase(samlCase('response'));

  it('is valid, and says what nobody asked', () => {
    expect(message.kind).toBe('saml-response');
    expect(message.verdict).toBe('valid');
    expect(message.notChecked).toEqual(['issuer', 'recipient', 'audience', 'user', 'in-response-to']);
    expect(message.summary).toBe(
      'Signature valid; issuer, recipient, audience, user and in response to not checked.',
    );
  });

  it('states who, from whom, for whom and until when', () => {
    expect(message.subject?.nameId).toBe(USER);
    expect(message.issuer).toBe(ISSUER);
    expect(message.audiences).toEqual([ENTITY_ID]);
    expect(message.notBefore).toBe('2026-06-01T11:55:00Z');
    expect(message.notOnOrAfter).toBe('2026-06-01T13:05:00Z');
  });

  it('names what the signature covers and whose it is', () => {
    const [signature] = message.signatures;
    expect(signature?.status).toBe('pass');
    expect(signature?.covers).toEqual(['/Response/Assertion[1]']);
    expect(signature?.signedBy).toMatch(/^[0-9a-f]{64}$/);
  });

  it('shows the signed stretch of the text', () => {
    const [view] = message.views;
    const [range] = view?.signed ?? [];
    const stretch = view?.text.slice(range?.start, range?.end) ?? '';
    expect(stretch.startsWith('<Assertion ')).toBe(true);
    expect(stretch.endsWith('</Assertion>')).toBe(true);
  });

  it('gives every claim as signed', () => {
    expect(message.claims.length).toBeGreaterThan(6);
    expect(message.claims.every(({ signed }) => signed)).toBe(true);
  });

  it('answers every question', () => {
    const asked = judgeCase(
      samlCase('response', {
        options: {
          expect: { audience: ENTITY_ID, recipient: ACS, issuer: ISSUER, user: USER, inResponseTo: '_q1' },
        },
      }),
    );
    expect(asked.notChecked).toEqual([]);
    expect(asked.summary).toBe('Signature valid.');
  });
});

describe('trust', () => {
  it('is unverified without a certificate, and shows claims as unsigned', () => {
    const message = judgeCase(samlCase('response', { trust: [] }));
    expect(message.verdict).toBe('unverified');
    expect(message.claims.some(({ signed }) => signed)).toBe(false);
    expect(message.subject?.nameId).toBe(USER);
    expect(checksOf(message, 'signature.value')[0]?.message).toContain('anybody could have put there');
  });

  it('names both certificates where the message was signed by another', () => {
    const message = judgeCase(samlCase('response', { shape: { key: testKey('attacker-rsa') } }));
    expect(failedIds(message)).toEqual(['signature.value', 'signature.coverage']);
    expect(checksOf(message, 'signature.key-info')[0]?.message).toContain('renewed its certificate');
    expect(message.claims).toEqual([]);
    expect(message.subject).toBeUndefined();
    expect(message.issuer).toBeUndefined();
  });

  it('takes any of several certificates', () => {
    const message = judgeCase(samlCase('response', { trust: ['attacker-rsa', 'idp-p256', 'idp-rsa'] }));
    expect(message.verdict).toBe('valid');
  });

  it('believes nothing of an unsigned message once a certificate is given', () => {
    const message = judgeCase(samlCase('response', { sign: 'none' }));
    expect(failedIds(message)).toEqual(['signature.present', 'signature.coverage']);
    expect(message.claims).toEqual([]);
  });

  it('finds what a formatter did to the message', () => {
    const message = judgeCase(
      samlCase('response', {
        tamper: [
          ['<Subject>', '\n  <Subject>'],
          ['</Subject>', '</Subject>\n'],
        ],
      }),
    );
    expect(failedIds(message)).toEqual(['signature.digest', 'signature.coverage']);
    expect(checksOf(message, 'signature.digest')[0]?.message).toMatch(/format|white space|pretty/i);
  });
});

describe('what is encrypted', () => {
  it('is opened, and read as part of the message', () => {
    const message = judgeCase(samlCase('response', { encrypt: 'aes256-gcm', decrypt: true }));
    expect(message.verdict).toBe('valid');
    expect(message.subject?.nameId).toBe(USER);
    expect(message.signatures[0]?.covers).toEqual(['/Response/EncryptedAssertion[1]/Assertion[1]']);
    expect(message.views.map(({ title }) => title)).toEqual(['Message', 'Decrypted EncryptedAssertion']);
  });

  it('stays shut without a key, and is still valid where a signature covers it', () => {
    const message = judgeCase(samlCase('response', { encrypt: 'aes256-gcm', sign: 'response' }));
    expect(message.verdict).toBe('valid');
    expect(message.claims).toEqual([]);
    expect(checksOf(message, 'encryption.decrypt')[0]?.status).toBe('not-checked');
  });

  it('may be signed around instead of inside', () => {
    const message = judgeCase(
      samlCase('response', { encrypt: 'aes256-gcm', decrypt: true, sign: 'response' }),
    );
    expect(message.verdict).toBe('valid');
    expect(message.claims.every(({ signed }) => signed)).toBe(true);
  });
});

describe('strict', () => {
  it('makes warnings that matter failures', () => {
    const comment = { tamper: [['ada@example.com', 'ada@<!-- -->example.com']] } as const;
    expect(judgeCase(samlCase('response', comment)).verdict).toBe('valid');
    const strict = judgeCase(samlCase('response', { ...comment, options: { strict: true } }));
    expect(failedIds(strict)).toEqual(['xml.comments']);
  });

  it('reads the whole text around a comment', () => {
    const message = judgeCase(
      samlCase('response', { tamper: [['ada@example.com', 'ada@<!-- -->example.com']] }),
    );
    expect(message.subject?.nameId).toBe(USER);
  });
});

describe('an encrypted assertion that stays shut', () => {
  it('is unverified without a key to open it: a signature may be in it', () => {
    const message = judgeCase(samlCase('response', { encrypt: 'aes256-gcm', decrypt: false }));
    expect(failedIds(message)).toEqual([]);
    expect(message.verdict).toBe('unverified');
    expect(message.summary).toContain('encrypted and was not opened');
    expect(message.claims).toEqual([]);
  });

  it('is invalid where the signature around it does not verify', () => {
    const message = judgeCase(
      samlCase('response', {
        encrypt: 'aes256-gcm',
        decrypt: false,
        sign: 'response',
        trust: ['attacker-rsa'],
      }),
    );
    expect(failedIds(message)).toContain('signature.value');
  });
});

describe('other messages', () => {
  it.each([
    ['wsFed', 'ws-fed-response'],
    ['authnRequest', 'saml-authn-request'],
    ['logoutRequest', 'saml-logout-request'],
    ['metadata', 'saml-metadata'],
  ] as const)('%s is a valid %s', (base, kind) => {
    const message = judgeCase(samlCase(base));
    expect(failedIds(message)).toEqual([]);
    expect(message.verdict).toBe('valid');
    expect(message.kind).toBe(kind);
  });

  it('reads UPN and ImmutableID of AD FS', () => {
    const message = judgeCase(samlCase('wsFed', { options: { expect: { user: USER } } }));
    expect(message.verdict).toBe('valid');
    expect(message.claims.map(({ friendlyName }) => friendlyName)).toContain('Immutable id');
  });

  it('judges a request with the identity provider’s metadata as nobody’s, not as forged', () => {
    const message = judgeCase(
      samlCase('authnRequest', {
        sign: 'none',
        trust: [],
        metadata: BASES.metadata,
        options: {
          expect: { audience: 'https://partner.example.com', recipient: 'https://partner.example.com/acs' },
        },
      }),
    );
    expect(failedIds(message)).toEqual([]);
    expect(message.verdict).toBe('unverified');
    expect(checksOf(message, 'issuer')[0]?.status).toBe('pass');
  });

  it('explains a status', () => {
    const message = judgeCase(
      samlCase('response', {
        sign: 'none',
        trust: [],
        edit: [
          [
            '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>',
            '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode>',
          ],
        ],
        tamper: [[/<Assertion .*<\/Assertion>/, '']],
      }),
    );
    expect(failedIds(message)).toEqual(['status']);
    expect(checksOf(message, 'status')[0]?.message).toContain('could not sign the user in');
  });
});

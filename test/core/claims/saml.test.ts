import { describe, expect, it } from 'vitest';
import { describeSamlClaim, SAML_CLAIMS } from '../../../shared/core/claims/saml.ts';

describe('the dictionary of SAML attributes', () => {
  it('has every name once, with a source and a sentence', () => {
    expect(new Set(SAML_CLAIMS.map(({ name }) => name)).size).toBe(SAML_CLAIMS.length);
    for (const { meaning, source } of SAML_CLAIMS) {
      expect(meaning).toMatch(/\.$/);
      expect(source.length).toBeGreaterThan(5);
    }
  });

  it('never lets a name or address decide access', () => {
    for (const name of ['name', 'emailaddress', 'upn', 'givenname'])
      expect(
        describeSamlClaim(`http://schemas.xmlsoap.org/ws/2005/05/identity/claims/${name}`, ['x'])
          .authorizeWith,
      ).toBe('never');
  });

  it('says which methods a user signed in with', () => {
    const { meaning } = describeSamlClaim('http://schemas.microsoft.com/claims/authnmethodsreferences', [
      'http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password',
      'http://schemas.microsoft.com/claims/multipleauthn',
      'toString',
    ]);
    expect(meaning).toContain('Here: password, multifactor authentication.');
  });

  it('names session tags of AWS by their key', () => {
    const claim = describeSamlClaim('https://aws.amazon.com/SAML/Attributes/AccessControl:Team', ['a']);
    expect(claim.friendlyName).toBe('Team');
  });

  it('keeps the message’s own name of an unknown attribute', () => {
    expect(describeSamlClaim('urn:x', ['a'], 'team')).toEqual({
      friendlyName: 'team',
      meaning: 'Not in the dictionary: its meaning is between the identity provider and the application.',
      authorizeWith: 'unknown',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { describeClaim, JWT_CLAIMS } from '../../../shared/core/claims/describe-claim.ts';
import { SAML_CLAIMS } from '../../../shared/core/claims/saml.ts';

describe.each([
  ['token claims', JWT_CLAIMS],
  ['SAML attributes', SAML_CLAIMS],
])('the dictionary of %s', (_, entries) => {
  it('has every name once, with a meaning and a source', () => {
    const names = entries.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const { meaning, source, friendlyName } of entries) {
      expect(meaning).toMatch(/[.]$/);
      expect(source.length).toBeGreaterThan(3);
      expect(friendlyName).not.toBe('');
    }
  });

  it('never authorizes by what can change hands', () => {
    const names = ['email', 'upn', 'name', 'preferred_username', 'unique_name'];
    for (const { name, authorizeWith } of entries) {
      const last = name.split('/').at(-1)?.toLowerCase() ?? '';
      if (names.includes(last) || last === 'emailaddress') expect(authorizeWith).toBe('never');
    }
  });
});

describe('every claim that Entra writes is known', () => {
  const NAMES =
    'aud iss iat nbf exp aio acr amr appid appidacr azp azpacr groups hasgroups idp idtyp ipaddr name oid preferred_username rh roles scp sid sub tid unique_name upn uti ver wids acct altsecid acrs xms_cc _claim_names _claim_sources auth_time nonce at_hash c_hash cnf email login_hint xms_edov';
  it.each(NAMES.split(' '))('%s', (name) => {
    expect(JWT_CLAIMS.some((entry) => entry.name === name)).toBe(true);
  });
});

describe('describeClaim', () => {
  it('says where a claim of the other version is unusual', () => {
    expect(describeClaim('appid', ['x'], { version: '2.0' }).meaning).toContain('belongs to v1 tokens');
    expect(describeClaim('azp', ['x'], { version: '1.0' }).meaning).toContain('belongs to v2 tokens');
  });

  it('takes no value for a name of JavaScript', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      expect(describeClaim(name, ['x']).authorizeWith).toBe('unknown');
      expect(describeClaim('amr', [name]).meaning).not.toContain('Here');
    }
  });

  it.each(['1e300', '-1e300', 'NaN', 'x', '', '8640000000001'])('survives the date %j', (value) => {
    expect(describeClaim('exp', [value]).meaning).not.toContain('Here');
  });
});

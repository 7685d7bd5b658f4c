import { describe, expect, it } from 'vitest';
import { compareMessages } from '../../../shared/core/compare/compare.ts';
import type { ClaimReport, MessageReport } from '../../../shared/core/inspector/report.ts';

const TENANT = '11111111-2222-4333-8444-555555555555';
const HOME = '99999999-2222-4333-8444-555555555555';

function message(
  claims: Record<string, string | string[]>,
  more: Partial<MessageReport> = {},
): MessageReport {
  return {
    kind: 'jwt',
    verdict: 'valid',
    summary: '',
    checks: [],
    signatures: [],
    claims: Object.entries(claims).map(
      ([name, values]): ClaimReport => ({
        name,
        values: [values].flat(),
        meaning: `what ${name} means`,
        signed: true,
        authorizeWith: 'unknown',
      }),
    ),
    issuer: `https://sts.windows.net/${TENANT}/`,
    notChecked: [],
    source: { form: 'raw', index: 0 },
    ...more,
  };
}

describe('compareMessages', () => {
  it('finds two messages of the same sign-in equal but for ids and times', () => {
    const result = compareMessages(
      message({ iat: '1', exp: '2', uti: 'a', oid: 'x', groups: ['g1', 'g2'] }),
      message({ iat: '3', exp: '4', uti: 'b', oid: 'x', groups: ['g2', 'g1'] }),
    );
    expect(result.same).toBe(true);
    expect(result.rows.filter((row) => row.volatile).map((row) => row.name)).toEqual(['iat', 'exp', 'uti']);
    expect(result.insights).toEqual([]);
  });

  it('puts what changed first, then what only one has, and volatile values last', () => {
    const result = compareMessages(
      message({ iat: '1', oid: 'x', roles: 'Reader', only: 'here' }),
      message({ iat: '2', oid: 'x', roles: 'Writer' }),
    );
    expect(result.same).toBe(false);
    expect(result.rows.map((row) => [row.name, row.status])).toEqual([
      ['roles', 'changed'],
      ['only', 'only-a'],
      ['message.kind', 'same'],
      ['message.issuer', 'same'],
      ['oid', 'same'],
      ['iat', 'changed'],
    ]);
    expect(result.insights).toEqual([
      'Only the first has the role Reader.',
      'Only the second has the role Writer.',
    ]);
  });

  it('names a guest and the home tenant', () => {
    const result = compareMessages(
      message({ tid: TENANT, idp: `https://sts.windows.net/${HOME}/` }),
      message({ tid: TENANT, idp: `https://sts.windows.net/${TENANT}/` }),
    );
    expect(result.insights).toContain(
      `The first is for a guest whose home is https://sts.windows.net/${HOME}/, the second for a member.`,
    );
  });

  it('does not read a missing amr as no MFA', () => {
    const done = message({ amr: ['pwd', 'mfa'] });
    expect(compareMessages(done, message({ amr: 'pwd' })).insights).toEqual([
      'The first says that MFA was done; the second names the methods but no MFA.',
    ]);
    expect(compareMessages(done, message({})).insights).toEqual([
      'Only the first says that MFA was done; the other does not say how the user signed in.',
    ]);
  });

  it('lays a SAML attribute beside the JWT claim that says the same', () => {
    const saml = message(
      { 'http://schemas.microsoft.com/identity/claims/objectidentifier': 'x' },
      { kind: 'saml-response' },
    );
    const row = compareMessages(saml, message({ oid: 'x' })).rows.find(
      (candidate) => candidate.name === 'oid',
    );
    expect(row?.status).toBe('same');
  });
});

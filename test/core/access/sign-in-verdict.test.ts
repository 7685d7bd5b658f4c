import { describe, expect, it } from 'vitest';
import { judgeSignIn, type SignInFacts } from '../../../shared/core/access/sign-in-verdict.ts';
import { smallIndex } from './small-organization.ts';

const EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const GOOD: SignInFacts = {
  userName: 'ann@example.com',
  entra: { exists: true, enabled: true, assignmentRequired: true, assigned: true },
  scim: { state: 'provisioned', active: true },
  nameId: { value: 'Ann@example.com', format: EMAIL },
};
const verdict = (facts: Partial<SignInFacts>, index = smallIndex()) =>
  judgeSignIn({ ...GOOD, ...facts }, index);

describe('judgeSignIn', () => {
  it('says yes, and as what', () => {
    const { verdict: answer, roles, summary } = verdict({});
    expect(answer).toBe('yes');
    expect(roles).toHaveLength(3);
    expect(summary).toBe('ann@example.com will get in and find 3 roles.');
  });

  it.each<[string, Partial<SignInFacts>, string]>([
    ['no user in Entra', { entra: { exists: false } }, 'entra-user'],
    ['a disabled user', { entra: { enabled: false } }, 'entra-user'],
    ['no assignment', { entra: { enabled: true, assigned: false } }, 'entra-assignment'],
    ['no user in AWS', { userName: 'dan@example.com', nameId: { value: 'dan@example.com' } }, 'scim-user'],
    ['a user inactive in AWS', { scim: { active: false } }, 'scim-user'],
    ['another NameID', { nameId: { value: 'ann.a@example.com', format: EMAIL } }, 'name-id'],
    [
      'a NameID format AWS does not take',
      { nameId: { value: 'ann@example.com', format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' } },
      'name-id',
    ],
    ['no role', { userName: 'cy@example.com', nameId: { value: 'cy@example.com' } }, 'permission'],
  ])('says no for %s, with a fix', (_what, facts, step) => {
    const { verdict: answer, steps } = verdict(facts);
    expect(answer).toBe('no');
    expect(steps.find(({ status }) => status === 'no')).toMatchObject({ id: step, fix: expect.any(String) });
  });

  it('says where changes in Entra may not reach a user whom AWS has', () => {
    const { verdict: answer, steps } = verdict({
      scim: { state: 'quarantined', detail: 'EncounteredBaseEscrowThreshold', active: true },
    });
    expect(answer).toBe('yes');
    expect(steps.find(({ id }) => id === 'scim-user')).toMatchObject({
      status: 'yes',
      message:
        'AWS has the user, but changes in Entra may not reach it. Provisioning says: quarantined (EncounteredBaseEscrowThreshold).',
      fix: expect.any(String),
    });
  });

  it('shows what nobody looked up as unknown', () => {
    const { entra: _e, scim: _s, nameId: _n, ...bare } = GOOD;
    const nothing = judgeSignIn(bare, undefined);
    expect(nothing.verdict).toBe('unknown');
    expect(nothing.steps.every(({ status }) => status === 'unknown')).toBe(true);
    const denied = smallIndex({
      assignments: [],
      unknown: [{ part: 'assignments', code: 'x', message: 'x' }],
    });
    expect(verdict({}, denied).steps.at(-1)?.status).toBe('unknown');
  });

  it('needs no assignment where the application asks for none', () => {
    expect(verdict({ entra: { enabled: true, assignmentRequired: false } }).verdict).toBe('yes');
  });
});

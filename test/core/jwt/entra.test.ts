import { describe, expect, it } from 'vitest';
import type { Check, InspectedMessage } from '../../../shared/core/inspector/report.ts';
import { API, ENTRA, entra, TENANT } from '../../fixtures/rules/jwt-case.ts';
import { judgeSample } from '../../flows/inspector/judge-sample.ts';

type More = Readonly<Record<string, unknown>>;

async function judged(more: More, expected: More = {}): Promise<InspectedMessage> {
  const [message] = await judgeSample(entra(more, { expect: expected }));
  if (message === undefined) throw new Error('nothing was judged');
  return message;
}
const check = (message: InspectedMessage, id: string): Check | undefined =>
  message.checks.find((one) => one.id === id);
const V1 = {
  ver: '1.0',
  iss: `https://sts.windows.net/${TENANT}/`,
  aud: 'https://cognitiveservices.azure.com',
  appid: ENTRA.azp,
  appidacr: '1',
  azp: undefined,
  azpacr: undefined,
};

describe('the profile entra', () => {
  it('passes a v2 user token, and a v1 application token', async () => {
    for (const more of [
      {},
      {
        ...V1,
        scp: undefined,
        name: undefined,
        preferred_username: undefined,
        idtyp: 'app',
        sub: ENTRA.oid,
        roles: ['Data.Read'],
      },
    ]) {
      const { checks, verdict } = await judged(more);
      expect(checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
      expect(verdict).toBe('valid');
    }
  });

  it('says which scope to ask for where only the slash at the end differs', async () => {
    const audience = check(
      await judged(V1, { audience: 'https://cognitiveservices.azure.com/' }),
      'audience',
    );
    expect(audience?.status).toBe('fail');
    expect(audience?.fix).toContain('https://cognitiveservices.azure.com//.default');
  });

  it.each<[string, More, string, string]>([
    ['a v1 issuer in a v2 token', { iss: `https://sts.windows.net/${TENANT}/` }, 'entra.issuer', 'fail'],
    [
      'an issuer of somebody else',
      { iss: `https://login.microsoftonline.com.evil.example/${TENANT}/v2.0` },
      'entra.issuer',
      'fail',
    ],
    ['no version', { ver: undefined }, 'entra.issuer', 'warn'],
    ['no tenant', { tid: undefined }, 'entra.tenant', 'fail'],
    ['a tenant by name', { tid: 'jogcloud.com' }, 'entra.tenant', 'fail'],
    [
      'another tenant than the issuer’s',
      { tid: '5a9e1c70-7f3b-4d2e-8c61-9b0d4e3f2a11' },
      'entra.tenant',
      'fail',
    ],
    [
      'a personal account',
      {
        tid: '9188040d-6c67-4c5b-b112-36a304b66dad',
        iss: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
      },
      'entra.tenant',
      'warn',
    ],
    ['a v2 audience that is a URI', { aud: 'api://orders' }, 'entra.audience', 'warn'],
    ['an ID token', { scp: undefined, nonce: 'n' }, 'entra.permission', 'not-checked'],
    ['no amr', {}, 'entra.mfa', 'not-checked'],
    ['federated without MFA', { amr: ['fed'] }, 'entra.mfa', 'warn'],
    ['an authentication context', { acrs: ['c1'] }, 'entra.mfa', 'pass'],
    ['an application', { idtyp: 'app', scp: undefined, roles: ['x'] }, 'entra.mfa', 'not-checked'],
    ['a guest by acct', { acct: 1 }, 'entra.guest', 'warn'],
    [
      'a guest by idp',
      { idp: 'https://sts.windows.net/5a9e1c70-7f3b-4d2e-8c61-9b0d4e3f2a11/' },
      'entra.guest',
      'warn',
    ],
    ['a guest by live.com', { idp: 'live.com' }, 'entra.guest', 'warn'],
    ['a guest by altsecid', { altsecid: '5::1003200AAAA' }, 'entra.guest', 'warn'],
    ['a guest by name', { upn: 'kim_home.com#EXT#@jogcloud.com' }, 'entra.guest', 'warn'],
    [
      'a member whose idp is the tenant',
      { idp: `https://sts.windows.net/${TENANT}/` },
      'entra.guest',
      'pass',
    ],
    [
      'groups left out',
      { _claim_names: { groups: 'src1' }, _claim_sources: { src1: {} } },
      'entra.groups',
      'warn',
    ],
    ['groups left out in the implicit flow', { hasgroups: true }, 'entra.groups', 'warn'],
  ])('%s', async (_, more, id, status) => {
    expect(check(await judged(more), id)?.status).toBe(status);
  });
});

describe('a wrong audience or issuer is explained', () => {
  it.each<[string, More, More, string, RegExp]>([
    [
      'Graph',
      { aud: 'https://graph.microsoft.com' },
      { audience: API },
      'audience',
      /Microsoft Graph, sent to another API/,
    ],
    [
      'v1 form',
      { ...V1, aud: `api://${API}` },
      { audience: API },
      'audience',
      /application id URI or client id/,
    ],
    ['the client', {}, { audience: ENTRA.azp }, 'audience', /is the client that asked/],
    [
      'a slash',
      { ...V1, aud: 'https://cognitiveservices.azure.com/' },
      { audience: 'https://cognitiveservices.azure.com' },
      'audience',
      /slash at the end only/,
    ],
    ['v1 for v2', V1, { issuer: ENTRA.iss }, 'issuer', /version 1\.0 token of the right tenant/],
    [
      'another tenant',
      {},
      { issuer: 'https://login.microsoftonline.com/5a9e1c70-7f3b-4d2e-8c61-9b0d4e3f2a11/v2.0' },
      'issuer',
      /It is of tenant 8b1d6a2e/,
    ],
    ['common', {}, { issuer: 'https://login.microsoftonline.com/common/v2.0' }, 'issuer', /never "common"/],
  ])('%s', async (_, more, expected, id, message) => {
    const found = check(await judged(more, expected), id);
    expect(found?.status).toBe('fail');
    expect(found?.message).toMatch(message);
    expect(found).toMatchObject({ expected: Object.values(expected)[0] });
  });

  it('and a user is found by any of their names', async () => {
    for (const user of [ENTRA.sub, ENTRA.oid, ENTRA.preferred_username, ENTRA.name])
      expect(check(await judged({}, { user }), 'user')?.status).toBe('pass');
    expect(check(await judged({}, { user: 'robin' }), 'user')?.status).toBe('fail');
  });
});

describe('claims are explained', () => {
  it('with friendly names, dates, values and whether to authorize by them', async () => {
    const { claims } = await judged({
      amr: ['pwd', 'mfa'],
      acct: 0,
      extension_x_dept: 'a',
      unheard: [1, { a: 2 }],
    });
    const claim = (name: string) => claims.find((one) => one.name === name);
    expect(claim('exp')?.meaning).toContain('2026-11-20T10:20:00Z');
    expect(claim('amr')).toMatchObject({ values: ['pwd', 'mfa'], friendlyName: 'Authentication methods' });
    expect(claim('amr')?.meaning).toContain('pwd = password; mfa = multifactor authentication');
    expect(claim('azpacr')?.meaning).toContain('1 = a client secret');
    expect(claim('acct')).toMatchObject({ values: ['0'], authorizeWith: 'safe' });
    expect(claim('oid')).toMatchObject({ authorizeWith: 'safe', signed: true });
    expect(claim('preferred_username')).toMatchObject({ authorizeWith: 'never' });
    expect(claim('unheard')).toMatchObject({ values: ['1', '{"a":2}'], authorizeWith: 'unknown' });
    expect(claim('extension_x_dept')?.friendlyName).toBe('Directory extension');
  });
});

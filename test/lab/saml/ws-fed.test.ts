import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { failures, judgeOne } from '../../oracles/our-verdict.ts';
import { runningLab } from '../running-lab.ts';
import { assigned, awsApplication, type SamlEntra, samlEntra } from './saml-entra.ts';

let lab: Lab;
let entra: SamlEntra;
let untouched: string;
beforeAll(async () => {
  lab = await runningLab();
  untouched = lab.snapshot();
  entra = await samlEntra(lab);
});
beforeEach(() => {
  lab.restore(untouched);
  entra.wishes.length = 0;
  entra.person = assigned(lab);
});
afterAll(async () => {
  await entra.close();
  await lab.stop();
});

function ask(query: Readonly<Record<string, string>>) {
  const { tenant, identifier } = awsApplication(lab);
  return entra.get(
    `/${tenant.id}/wsfed?${new URLSearchParams({ wa: 'wsignin1.0', wtrealm: identifier, ...query })}`,
  );
}

describe('a WS-Federation sign-in of an application', () => {
  it('is answered by a token that the inspector finds valid', async () => {
    const { principal, identifier, acs } = awsApplication(lab);
    const view = await ask({ wctx: 'rm=0&id=passive' });
    const fields = Object.fromEntries(view.forms[0]?.fields ?? []);
    expect(view.forms[0]?.action).toBe(acs);
    expect(fields).toMatchObject({ wa: 'wsignin1.0', wctx: 'rm=0&id=passive' });
    const message = await judgeOne(fields.wresult ?? '', {
      certificates: principal.signingKeys.map(({ certificatePem }) => certificatePem),
      at: lab.ground.clock.now(),
      expect: { audience: identifier, recipient: acs, user: entra.person?.user.userPrincipalName ?? '' },
    });
    expect([message.kind, message.verdict, ...failures(message)]).toEqual(['ws-fed-response', 'valid']);
  });

  it('asks for MFA and for a fresh sign-in where it says so', async () => {
    await ask({ wauth: 'http://schemas.microsoft.com/claims/multipleauthn', wfresh: '0' });
    expect(entra.wishes[0]).toMatchObject({ requireMfa: true, prompt: 'login' });
  });

  it.each([
    ['20012', { wa: 'wattr1.0' }],
    ['700016', { wtrealm: 'urn:unknown' }],
    ['650056', { wtrealm: '' }],
    ['50011', { wreply: 'https://attacker.example/' }],
  ])('is refused with AADSTS%s for %o', async (aadsts, query) => {
    expect((await ask(query)).text).toContain(`AADSTS${aadsts}:`);
  });

  it('ends with sign-out', async () => {
    expect((await ask({ wa: 'wsignout1.0' })).title).toContain('Signed out');
    expect(entra.person).toBeUndefined();
  });
});

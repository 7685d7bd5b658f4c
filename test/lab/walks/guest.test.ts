import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Tenant, User } from '../../../electron/lab/entra/directory.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { runningLab } from '../running-lab.ts';
import { METHODS, MULTIPLE, type Person, Walker } from './walk.ts';

// A walk is many requests, and the machine may have other things to do.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let lab: Lab;
let untouched: string;
beforeAll(async () => {
  lab = await runningLab();
  untouched = lab.snapshot();
});
beforeEach(() => lab.restore(untouched));
afterAll(() => lab.stop());

interface Guest {
  readonly resource: Tenant;
  readonly home: Tenant;
  readonly user: User;
  readonly person: Person;
}

function guest(): Guest {
  for (const resource of lab.state.directory.tenants.values()) {
    for (const user of resource.users.values()) {
      const home = lab.state.directory.tenants.get(user.home?.tenantId ?? '');
      const account = home?.users.get(user.home?.userId ?? '');
      if (home === undefined || account === undefined) continue;
      const person = { userName: account.userPrincipalName, password: account.secret.password ?? '' };
      return { resource, home, user, person };
    }
  }
  throw new Error('the seed has no guest');
}

/** Conditional Access of the resource tenant wants MFA of its guests. */
function requireMfa({ resource, user }: Guest): void {
  for (const policy of resource.conditionalAccessPolicies.values())
    policy.conditions.users.includeUsers.push(user.id);
}

describe('a guest', () => {
  it('signs in at home, switches to the tenant that invited, and gets into AWS under the name of home', async () => {
    const { resource, home, user, person } = guest();
    const walker = new Walker(lab, { realNames: true });
    const atHome = await walker.openMyApps(person);
    expect(atHome.text).toContain(home.displayName);
    expect(atHome.text).toContain('No application is assigned');
    const switched = await walker.follow(resource.displayName);
    expect(switched.text).toContain(`at ${resource.displayName}`);
    const portal = await walker.launch();
    expect(portal.title).toContain('AWS access portal');
    expect(portal.text).toContain(person.userName);
    const claims = await walker.claims();
    expect(claims.NameID).toEqual([person.userName]);
    expect(claims['http://schemas.microsoft.com/identity/claims/identityprovider']).toEqual([
      `https://sts.windows.net/${home.id}/`,
    ]);
    expect(claims['http://schemas.microsoft.com/identity/claims/objectidentifier']).toEqual([user.id]);
    // And back again.
    await walker.open(`${walker.base('myapps')}/`);
    expect((await walker.follow(home.displayName)).text).toContain(`at ${home.displayName}`);
  });

  it('with inbound trust does MFA at home, and it counts', async () => {
    const one = guest();
    requireMfa(one);
    const walker = new Walker(lab);
    await walker.open(`${walker.base('access-portal')}/start`);
    await walker.signIn(one.person);
    expect(walker.view.title).toContain('Enter code');
    expect(walker.view.text).toContain(one.home.displayName);
    expect((await walker.enterCode()).title).toContain('AWS access portal');
    expect((await walker.claims())[METHODS]).toContain(MULTIPLE);
  });

  it('without it does MFA, and registers for it, in the tenant that invited', async () => {
    const one = guest();
    requireMfa(one);
    const partner = one.resource.crossTenantPartners.get(one.home.id);
    if (partner !== undefined) partner.inboundTrust.isMfaAccepted = false;
    const walker = new Walker(lab);
    await walker.open(`${walker.base('access-portal')}/start`);
    await walker.signIn(one.person);
    expect(walker.view.text).toContain(one.resource.displayName);
    expect(walker.view.title).toContain('More information required');
    await walker.enterCode();
    if (walker.view.title.startsWith('Enter code')) await walker.enterCode();
    expect(walker.view.title).toContain('AWS access portal');
    expect((await walker.claims())[METHODS]).toContain(MULTIPLE);
  });

  it('is refused where the other tenant’s people are, and where it is no guest', async () => {
    const one = guest();
    const partner = one.resource.crossTenantPartners.get(one.home.id);
    if (partner !== undefined) partner.b2bInbound = false;
    const walker = new Walker(lab);
    await walker.open(`${walker.base('access-portal')}/start`);
    expect((await walker.signIn(one.person)).text).toContain('AADSTS500213');
    lab.restore(untouched);
    const again = guest();
    again.resource.users.delete(again.user.id);
    const other = new Walker(lab);
    await other.open(`${other.base('access-portal')}/start`);
    expect((await other.signIn(again.person)).text).toContain('AADSTS50020');
    const apps = new Walker(lab);
    await apps.openMyApps(again.person);
    expect(apps.view.text).not.toContain('Other organizations');
    expect((await apps.open(`${apps.base('myapps')}/?tenantId=${again.resource.id}`)).text).toContain(
      'AADSTS50020',
    );
  });

  it('under its #EXT# name finds nobody of that name at AWS', async () => {
    const one = guest();
    for (const principal of one.resource.servicePrincipals.values())
      principal.nameId = { ...principal.nameId, source: 'user.localuserprincipalname' };
    const walker = new Walker(lab);
    await walker.open(`${walker.base('access-portal')}/start`);
    await walker.signIn(one.person);
    expect((await walker.claims()).NameID).toEqual([one.user.userPrincipalName]);
    expect(walker.view.status).toBe(400);
  });
});

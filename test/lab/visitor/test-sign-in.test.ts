import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Lab } from '../../../electron/lab/lab.ts';
import { type TestSignIn, testSignIn } from '../../../electron/lab/visitor/test-sign-in.ts';
import { runningLab } from '../running-lab.ts';
import { awsApplication } from '../saml/saml-entra.ts';

let lab: Lab;
let untouched: string;
beforeAll(async () => {
  lab = await runningLab();
  untouched = lab.snapshot();
});
beforeEach(() => lab.restore(untouched));
afterAll(() => lab.stop());

const path = (name: string): string => `\${path:${name}}`;
const BART = 'bart.simpson@jogcloud.com';
const HOMER = 'homer.simpson@jogcloud.com';

it('signs somebody in by the pages, and reads the tags that the console shows', async () => {
  lab.state.aws.identityCenter.accessControlAttributes = [
    { key: 'Name', sources: [path('displayName')] },
    { key: 'Team', sources: ['operators'] },
    { key: 'Manager', sources: [path('enterprise.manager.value')] },
  ];
  const told = (await testSignIn(lab.ground, { userName: BART.toUpperCase() })) as TestSignIn;
  expect(told).toMatchObject({
    userName: BART,
    outcome: 'signed-in',
    role: { account: 'account1', permissionSet: 'SystemsAdmin' },
    tags: { Name: 'Bart Simpson', Team: 'operators' },
  });
  expect(told.tags).not.toHaveProperty('Manager');
  expect(told.hops.join(' ')).toMatch(/saml2.*adfs.*acs.*start.*console/);
  expect(told.hops.join(' ')).not.toContain('?');
});

it('tells the claims of the assertion as they are, and that they win over the attribute', async () => {
  lab.state.aws.identityCenter.accessControlAttributes = [{ key: 'Team', sources: ['operators'] }];
  const { tenant, principal } = awsApplication(lab);
  const claim = (key: string, Value: string) => ({
    Value,
    SamlClaimType: `https://aws.amazon.com/SAML/Attributes/AccessControl:${key}`,
  });
  const ClaimsSchema = [claim('Team', 'R&D "east"'), claim('Office', 'Köln')];
  tenant.claimsMappingPolicies.set('policy', {
    id: 'policy',
    displayName: 'test',
    definition: [
      JSON.stringify({ ClaimsMappingPolicy: { Version: 1, IncludeBasicClaimSet: 'true', ClaimsSchema } }),
    ],
    isOrganizationDefault: false,
  });
  principal.claimsMappingPolicyIds = ['policy'];
  const told = (await testSignIn(lab.ground, { userName: BART })) as TestSignIn;
  expect(told.claims).toEqual({ Team: 'R&D "east"', Office: 'Köln' });
  expect(told.tags).toEqual(told.claims);
});

it('shows a certificate where AD FS asks for one, and takes the role that is wanted', async () => {
  const told = await testSignIn(lab.ground, { userName: HOMER, permissionSet: 'AdministratorAccess' });
  expect(told).toMatchObject({
    outcome: 'signed-in',
    role: { permissionSet: 'AdministratorAccess' },
    tags: {},
  });
});

it('says where it stopped, and of nobody nothing', async () => {
  lab.state.aws.identityCenter.assignments.clear();
  const told = await testSignIn(lab.ground, { userName: BART });
  expect(told).toMatchObject({ outcome: 'stopped', stoppedAt: { title: expect.any(String) } });
  expect(await testSignIn(lab.ground, { userName: 'nobody@jogcloud.com' })).toBeUndefined();
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedIn } from '../../../electron/lab/entra/sign-in/signed-in.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { judgeOne } from '../../oracles/our-verdict.ts';
import { runningLab } from '../running-lab.ts';
import { authnRequest, redirectQuery } from './requests.ts';
import { assigned, awsApplication, postedResponse, type SamlEntra, samlEntra } from './saml-entra.ts';

const BASIC = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const IDENTITY = 'http://schemas.microsoft.com/identity/claims';

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
});
afterAll(async () => {
  await entra.close();
  await lab.stop();
});

/** What the inspector reads, from signed bytes, in the assertion for somebody. */
async function assertionFor(person: SignedIn, children = '') {
  entra.person = person;
  const { tenant, principal, identifier } = awsApplication(lab);
  const query = redirectQuery(authnRequest({ issuer: identifier, children }));
  const { base64 } = postedResponse(await entra.get(`/${tenant.id}/saml2?${query}`));
  const message = await judgeOne(base64, {
    certificates: principal.signingKeys.map(({ certificatePem }) => certificatePem),
    at: lab.ground.clock.now(),
  });
  expect(message.verdict).toBe('valid');
  const values = Object.fromEntries(message.claims.map((claim) => [claim.name, claim.values]));
  return { subject: message.subject, values, names: message.claims.map(({ name }) => name) };
}

function policy(content: object): void {
  const { tenant, principal } = awsApplication(lab);
  tenant.claimsMappingPolicies.set('policy', {
    id: 'policy',
    displayName: 'test',
    definition: [JSON.stringify({ ClaimsMappingPolicy: content })],
    isOrganizationDefault: false,
  });
  principal.claimsMappingPolicyIds = ['policy'];
}

describe('a guest with an account at another tenant', () => {
  it('is named by the name of home, as Identity Center knows it, and says where that is', async () => {
    const guest = assigned(lab, { guest: true });
    const { subject, values } = await assertionFor(guest);
    expect(subject?.nameId).toBe(guest.home.user.userPrincipalName);
    expect([...lab.state.aws.identityStore.users.values()].map(({ userName }) => userName)).toContain(
      subject?.nameId,
    );
    expect(values[`${IDENTITY}/identityprovider`]).toEqual([
      `https://sts.windows.net/${guest.home.tenant.id}/`,
    ]);
    expect(values[`${IDENTITY}/tenantid`]).toEqual([guest.tenant.id]);
    expect(values[`${IDENTITY}/objectidentifier`]).toEqual([guest.user.id]);
    expect(values[`${BASIC}/name`]).toEqual([guest.home.user.userPrincipalName]);
  });

  it('has its #EXT# name from user.localuserprincipalname, and its mail from user.mail', async () => {
    const { principal } = awsApplication(lab);
    const guest = assigned(lab, { guest: true });
    principal.nameId = { ...principal.nameId, source: 'user.localuserprincipalname' };
    expect((await assertionFor(guest)).subject?.nameId).toBe(guest.user.userPrincipalName);
    expect(guest.user.userPrincipalName).toContain('#EXT#');
    guest.user.mail = 'other@partner.example';
    principal.nameId = { ...principal.nameId, source: 'user.mail' };
    expect((await assertionFor(guest)).subject?.nameId).toBe('other@partner.example');
  });

  it('that is not from Entra has its #EXT# name everywhere', async () => {
    const guest = assigned(lab, { guest: true });
    const { subject, values } = await assertionFor({
      ...guest,
      home: { tenant: guest.tenant, user: guest.user },
    });
    expect(subject?.nameId).toBe(guest.user.userPrincipalName);
    expect(values[`${BASIC}/name`]).toEqual([guest.user.userPrincipalName]);
  });
});

describe('groups and roles', () => {
  const GROUPS = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups';
  const LINK = 'http://schemas.microsoft.com/claims/groups.link';

  it('are in it where the registration asks for them, and a link where they are too many', async () => {
    const person = assigned(lab);
    const { tenant, principal } = awsApplication(lab);
    expect((await assertionFor(person)).names).not.toContain(GROUPS);
    for (const application of tenant.applications.values())
      if (application.appId === principal.appId) application.groupMembershipClaims = 'SecurityGroup';
    const own = [...tenant.groups.values()].filter(({ members }) => members.has(person.user.id));
    expect((await assertionFor(person)).values[GROUPS]).toEqual(own.map(({ id }) => id));
    for (let number = 0; number < 150; number += 1) {
      const [group] = own;
      if (group === undefined) throw new Error('no group');
      tenant.groups.set(`g${number}`, { ...group, id: `g${number}`, members: new Set([person.user.id]) });
    }
    const { values, names } = await assertionFor(person);
    expect(names).not.toContain(GROUPS);
    expect(values[LINK]).toEqual([expect.stringContaining(`/users/${person.user.id}/getMemberObjects`)]);
  });

  it('has the values of app roles that were assigned', async () => {
    const { principal } = awsApplication(lab);
    for (const role of principal.appRoles) role.value = `role-${role.displayName}`;
    const { values } = await assertionFor(assigned(lab));
    expect(values['http://schemas.microsoft.com/ws/2008/06/identity/claims/role']).toEqual(['role-User']);
  });
});

describe('NameIDPolicy', () => {
  const format = (name: string) => `<samlp:NameIDPolicy AllowCreate="true" Format="${name}"/>`;

  it('asks for a format; unspecified leaves it to the application', async () => {
    const person = assigned(lab);
    const { principal } = awsApplication(lab);
    const unspecified = await assertionFor(
      person,
      format('urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified'),
    );
    expect(unspecified.subject).toEqual({
      nameId: person.user.userPrincipalName,
      format: principal.nameId.format,
    });
    const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
    const [one, two] = [
      await assertionFor(person, format(persistent)),
      await assertionFor(person, format(persistent)),
    ];
    expect(one.subject?.format).toBe(persistent);
    expect(one.subject?.nameId).toBe(two.subject?.nameId);
    expect(one.subject?.nameId).not.toContain('@');
    const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
    const [three, four] = [
      await assertionFor(person, format(transient)),
      await assertionFor(person, format(transient)),
    ];
    expect(three.subject?.nameId).not.toBe(four.subject?.nameId);
  });
});

describe('claims', () => {
  it('leave out what the person has not', async () => {
    const person = assigned(lab);
    delete person.user.mail;
    delete person.user.surname;
    const { names } = await assertionFor(person);
    expect(names).not.toContain(`${BASIC}/emailaddress`);
    expect(names).not.toContain(`${BASIC}/surname`);
  });

  it('follow a claims mapping policy: sources, constants, transformations, replacement of basic claims', async () => {
    const person = assigned(lab);
    person.user.employeeId = 'E-17';
    person.user.extra = { onPremisesExtensionAttributes: { extensionAttribute1: 'east' } };
    policy({
      Version: 1,
      IncludeBasicClaimSet: 'true',
      ClaimsSchema: [
        {
          Source: 'user',
          ID: 'employeeid',
          SamlClaimType: 'https://aws.amazon.com/SAML/Attributes/AccessControl:Employee',
        },
        {
          Source: 'user',
          ID: 'extensionattribute1',
          SamlClaimType: 'urn:region',
          SamlNameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
        },
        { Value: 'always', SamlClaimType: 'urn:constant' },
        {
          Source: 'transformation',
          ID: 'joined',
          TransformationId: 'join',
          SamlClaimType: `${BASIC}/emailaddress`,
        },
        { Source: 'transformation', ID: 'alias', TransformationId: 'prefix', SamlClaimType: 'urn:alias' },
        { Source: 'user', ID: 'department', JwtClaimType: 'dept' },
        { Source: 'user', ID: 'nothing', SamlClaimType: 'urn:nothing' },
        { Source: 'user', ID: 'objectid', SamlClaimType: `${IDENTITY}/objectidentifier` },
      ],
      ClaimsTransformations: [
        {
          ID: 'join',
          TransformationMethod: 'Join',
          InputClaims: [{ ClaimTypeReferenceId: 'mailnickname', TransformationClaimType: 'string1' }],
          InputParameters: [
            { ID: 'string2', Value: 'sandbox' },
            { ID: 'separator', Value: '.' },
          ],
          OutputClaims: [{ ClaimTypeReferenceId: 'joined', TransformationClaimType: 'outputClaim' }],
        },
        {
          ID: 'prefix',
          TransformationMethod: 'ExtractMailPrefix',
          InputClaims: [{ ClaimTypeReferenceId: 'userprincipalname', TransformationClaimType: 'mail' }],
          OutputClaims: [{ ClaimTypeReferenceId: 'alias', TransformationClaimType: 'outputClaim' }],
        },
      ],
    });
    const { values, names } = await assertionFor(person);
    expect(values['https://aws.amazon.com/SAML/Attributes/AccessControl:Employee']).toEqual(['E-17']);
    expect(values['urn:region']).toEqual(['east']);
    expect(values['urn:constant']).toEqual(['always']);
    expect(values[`${BASIC}/emailaddress`]).toEqual([`${person.user.mailNickname}.sandbox`]);
    expect(values['urn:alias']).toEqual([person.user.userPrincipalName.split('@')[0]]);
    expect(names).not.toContain('urn:nothing');
    expect(names.filter((name) => name === `${IDENTITY}/objectidentifier`)).toHaveLength(1);
    expect(names).not.toContain('dept');
  });

  it('come without the basic ones where the policy says so, and the subject stays as the portal has it', async () => {
    const person = assigned(lab);
    policy({
      Version: 1,
      IncludeBasicClaimSet: 'false',
      ClaimsSchema: [{ Source: 'user', ID: 'mail', SamlClaimType: `${BASIC}/nameidentifier` }],
    });
    person.user.mail = 'another@jogcloud.com';
    const { subject, names } = await assertionFor(person);
    expect(names.filter((name) => name.startsWith(BASIC))).toEqual([]);
    expect(names).toContain(`${IDENTITY}/tenantid`);
    expect(subject?.nameId).toBe(person.user.userPrincipalName);
  });

  it.each([
    ['no JSON', '{'],
    ['another document', '[]'],
    [
      'keys in other letters',
      '{"claimsMappingPolicy":{"ClaimsSchema":[{"Value":"x","SamlClaimType":"urn:x"}]}}',
    ],
    [
      'a schema that is none',
      '{"ClaimsMappingPolicy":{"ClaimsSchema":{"a":1},"ClaimsTransformations":[null,7]}}',
    ],
  ])('take no notice of a policy with %s', async (_what, definition) => {
    const { tenant } = awsApplication(lab);
    policy({});
    const made = tenant.claimsMappingPolicies.get('policy');
    if (made !== undefined) made.definition = [definition];
    const { names } = await assertionFor(assigned(lab));
    expect(names).not.toContain('urn:x');
    expect(names).toContain(`${BASIC}/name`);
  });
});

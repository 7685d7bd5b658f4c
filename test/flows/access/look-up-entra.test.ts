import { expect, it } from 'vitest';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { lookUpEntra } from '../../../shared/flows/access/sign-in/look-up-entra.ts';

const signal = new AbortController().signal;
const STORE = 'd-1234567890';
const KIM = {
  id: 'u1',
  userPrincipalName: 'kim@corp.example',
  mail: 'kim.larsen@corp.example',
  accountEnabled: true,
  userType: 'Member',
};
const APPLICATION = {
  id: 'sp1',
  displayName: 'AWS',
  appRoleAssignmentRequired: true,
  servicePrincipalNames: [`https://eu-west-1.signin.aws.amazon.com/platform/saml/${STORE}`],
};
type Answer = readonly object[] | 'denied';
/** Of a directory in which all is well. */
const WELL: Readonly<Record<string, Answer>> = {
  'userPrincipalName eq': [KIM],
  'mail eq': [],
  'applicationTemplateId eq': [APPLICATION],
  appRoleAssignedTo: [{ principalId: 'g1' }],
  memberOf: [{ id: 'g0' }, { id: 'g1' }],
  claimsMappingPolicies: [],
  'synchronization/jobs': [{ status: { code: 'Active' } }],
};

/** @param changes answers by what a path has in it */
function lookUp(changes: Readonly<Record<string, Answer>> = {}, userName = 'kim@corp.example') {
  const answers = Object.entries({ ...WELL, ...changes });
  const asked: string[] = [];
  const get = async (path: string) => {
    const plain = decodeURIComponent(path);
    asked.push(plain);
    const [, answer = []] = answers.find(([part]) => plain.includes(part)) ?? [];
    if (answer === 'denied')
      throw new WorkbenchError(
        'ERR_GRAPH_REFUSED',
        'graph',
        { status: 403, code: 'Authorization_RequestDenied', request: `GET ${plain}` },
        { message: 'Graph refused it.' },
      );
    return { value: answer };
  };
  return lookUpEntra({ get }, userName, STORE, signal).then((told) => ({ ...told, asked }));
}

it('finds the user, the assignment through a direct group, the NameID and the state of provisioning', async () => {
  expect(await lookUp()).toMatchObject({
    application: 'AWS',
    facts: {
      userName: 'kim@corp.example',
      entra: { exists: true, enabled: true, assignmentRequired: true, assigned: true },
      scim: {},
      nameId: { value: 'kim@corp.example' },
    },
    notes: [expect.stringContaining('The NameID is taken to be')],
  });
});

it('knows a guest by the address at home', async () => {
  const guest = { ...KIM, userPrincipalName: 'kim_corp.example#EXT#@host.example', userType: 'Guest' };
  const { facts } = await lookUp(
    { 'userPrincipalName eq': [], 'mail eq': [guest] },
    'kim.larsen@corp.example',
  );
  expect(facts).toMatchObject({ entra: { exists: true }, nameId: { value: 'kim.larsen@corp.example' } });
  // A member whose mail it is has another name in AWS.
  const member = await lookUp({ 'userPrincipalName eq': [], 'mail eq': [KIM] });
  expect(member.facts).toEqual({ userName: 'kim@corp.example', entra: { exists: false } });
});

it('says no where Entra says so', async () => {
  const off = await lookUp({ 'userPrincipalName eq': [{ ...KIM, accountEnabled: false }], memberOf: [] });
  expect(off.facts.entra).toMatchObject({ enabled: false, assigned: false });
  expect(
    (await lookUp({ appRoleAssignedTo: [{ principalId: 'u1' }], memberOf: [] })).facts.entra?.assigned,
  ).toBe(true);
  const quarantined = await lookUp({
    'synchronization/jobs': [
      { status: { code: 'Quarantine', quarantine: { reason: 'EncounteredBaseEscrowThreshold' } } },
    ],
  });
  expect(quarantined.facts.scim).toEqual({ state: 'quarantined', detail: 'EncounteredBaseEscrowThreshold' });
  expect((await lookUp({ 'synchronization/jobs': [] })).facts.scim).toEqual({ state: 'not-configured' });
});

it('leaves unknown what it may not read or cannot tell, and says so', async () => {
  const denied = await lookUp({
    appRoleAssignedTo: 'denied',
    claimsMappingPolicies: 'denied',
    'synchronization/jobs': 'denied',
  });
  expect(denied.facts).toEqual({
    userName: 'kim@corp.example',
    entra: { exists: true, enabled: true, assignmentRequired: true },
  });
  expect(denied.notes).toHaveLength(3);
  const policy = {
    definition: ['{"ClaimsMappingPolicy":{"ClaimsSchema":[{"SamlClaimType":"…/nameidentifier"}]}}'],
  };
  const changed = await lookUp({ claimsMappingPolicies: [policy] });
  expect(changed.facts.nameId).toBeUndefined();
  expect(changed.notes[0]).toContain('changes the NameID');
  const other = { ...APPLICATION, id: 'sp2', servicePrincipalNames: ['d-0000000000'] };
  expect((await lookUp({ 'applicationTemplateId eq': [other, APPLICATION] })).application).toBe('AWS');
  const unclear = await lookUp({ 'applicationTemplateId eq': [other, { ...other, id: 'sp3' }] });
  expect(unclear.facts.entra).toEqual({ exists: true, enabled: true });
  expect(unclear.notes[0]).toContain('2 applications');
  expect((await lookUp({ 'applicationTemplateId eq': [] })).notes[0]).toContain('no application');
  await expect(lookUp({ 'userPrincipalName eq': 'denied' })).rejects.toMatchObject({
    code: 'ERR_GRAPH_REFUSED',
  });
});

it('asks with names as they are, quotes and all', async () => {
  const { asked } = await lookUp({ 'userPrincipalName eq': [] }, "o'neil&x=1#@corp.example");
  expect(asked[0]).toContain("userPrincipalName eq 'o''neil&x=1#@corp.example'");
});

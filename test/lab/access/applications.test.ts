import { afterAll, beforeAll, expect, it } from 'vitest';
import { IdentityStore } from '../../../electron/lab/aws/identity-store.ts';
import type { Lab } from '../../../electron/lab/lab.ts';
import { readyDocument } from '../../../electron/lab/ready.ts';
import { JOGCLOUD } from '../../../electron/lab/seed/jogcloud.ts';
import { accessApplicationsSchema } from '../../../shared/contract/access-applications.ts';
import { documentOf, runCli as runAny } from '../../cli/run-cli.ts';
import { scratchFolder } from '../../cli/scratch-folder.ts';
import { accountIds, administratorKey, roleKey } from '../aws/aws-lab.ts';
import { runningLab } from '../running-lab.ts';

const folder = scratchFolder();
let lab: Lab;
let ready: string;
beforeAll(async () => {
  const { applications = [], trustedTokenIssuers = [] } = JOGCLOUD.aws;
  lab = await runningLab({
    seed: {
      ...JOGCLOUD,
      aws: {
        ...JOGCLOUD.aws,
        applications: [
          ...applications,
          { name: 'Phone Book', provider: 'catalog/Box', assignmentRequired: false },
          { name: 'Old Wiki', enabled: false, visible: false, users: ['bart.simpson@jogcloud.com'] },
        ],
        trustedTokenIssuers: [
          ...trustedTokenIssuers,
          {
            name: 'Anybody',
            issuer: 'https://login.microsoftonline.com/common/v2.0',
            claim: 'email',
            attribute: 'emails.value',
          },
        ],
      },
    },
  });
  folder.put('ca.pem', lab.ground.tls.caPem);
  ready = folder.put('ready.json', JSON.stringify(readyDocument(lab, 'ca.pem')));
});
afterAll(() => lab.stop());

const run = (...args: string[]) =>
  runAny(['access', 'applications', ...args, '--rate', '2000', '--lab', ready]);
const read = async (...args: string[]) =>
  accessApplicationsSchema.parse(documentOf(await run(...args, '--json')));

it('tells who may use which application, whose tokens are taken, and what is odd, in few calls', async () => {
  const told = await read();
  expect(told.applications.map(({ name }) => name)).toEqual([
    'Old Wiki',
    'Orders Analytics',
    'Phone Book',
    'Wiki',
  ]);
  expect(told.applications).toMatchObject([
    { managedBy: 'customer', enabled: false, visible: false, people: 1 },
    { provider: { name: 'Custom OAuth 2.0 application', protocol: 'OAUTH' }, scopes: ['redshift:connect'] },
    { assignmentRequired: false, people: lab.state.aws.identityStore.users.size },
    { assignments: [{ principal: 'System Operators' }, { principal: 'Security Admins' }], people: 2 },
  ]);
  expect(
    told.issuers.map(({ name, usedBy }) => [name, usedBy.map(({ application }) => application)]),
  ).toEqual([
    ['JOGCloudEntra', ['Orders Analytics']],
    ['Anybody', []],
  ]);
  expect(told.findings?.map(({ id }) => id)).toEqual([
    'issuer.no-tenant',
    'application.everyone',
    'issuer.email-claim',
    'application.disabled',
    'issuer.unused',
  ]);
  expect(told.access.map(({ application, user, reason }) => [application, user, reason])).toEqual([
    ['Old Wiki', 'bart.simpson@jogcloud.com', 'direct'],
    ['Orders Analytics', 'homer.simpson@jogcloud.com', 'member-of-group'],
    ['Phone Book', undefined, 'everyone'],
    ['Wiki', 'homer.simpson@jogcloud.com', 'member-of-group'],
    ['Wiki', 'bart.simpson@jogcloud.com', 'member-of-group'],
  ]);
  expect(told.unknown).toEqual([]);
  // The instance, three lists, two calls for each SAML application, four for the other one, one for each issuer.
  expect(told.calls['sso-admin']).toBe(1 + 3 + 3 * 2 + 4 + 2);
  // Groups, users, and the members of the two groups that are assigned.
  expect(told.calls.identitystore).toBe(4);
});

it('tells what somebody may use, and who may use one', async () => {
  const homer = await read('--who', 'homer.simpson@jogcloud.com');
  expect(homer.applications.map(({ name }) => name)).toEqual(['Orders Analytics', 'Phone Book', 'Wiki']);
  expect(homer.findings).toBeUndefined();
  const wiki = await read('--application', 'Wiki');
  expect(wiki.access.every(({ application }) => application === 'Wiki')).toBe(true);
  const csv = await run('--application', 'Wiki', '--csv');
  expect(csv.out.split('\r\n').slice(0, 2)).toEqual([
    'application,provider,accountId,enabled,principalType,principal,user,reason,applicationArn,principalId,userId',
    expect.stringMatching(
      /^Wiki,Custom SAML 2\.0 application,\d{12},yes,GROUP,Security Admins,homer\.simpson@jogcloud\.com,member-of-group,arn:/,
    ),
  ]);
});

it('writes them out for reading', async () => {
  const { out, exit } = await run();
  expect(exit).toBe(0);
  for (const line of [
    'Phone Book  Box, in ',
    '  everybody  no assignment is required',
    '  homer.simpson@jogcloud.com  as a member of Security Admins',
    'trusted token issuer JOGCloudEntra  https://login.microsoftonline.com/',
    'its preferred_username is userName of a user',
    'used by no application',
    'error issuer.no-tenant Anybody is https://login.microsoftonline.com/common/v2.0',
  ])
    expect(out).toContain(line);
  expect(out).toMatch(/Old Wiki .*disabled, not in the access portal/);
  expect((await run('--who', 'lenny.leonard@partner.example')).out).toMatch(/^Phone Book/);
});

it('takes what it may not read for unknown, never for nobody', async () => {
  const { accessKeys } = lab.state.aws;
  const administrator = administratorKey(lab);
  const { arn, userId, accountId } = roleKey(lab, accountIds(lab).members[0] ?? '', 'AdministratorAccess');
  accessKeys.set(administrator.id, { ...administrator, arn, userId, accountId });
  const { out, err, exit } = await run();
  accessKeys.set(administrator.id, administrator);
  expect(exit).toBe(0);
  expect(out).toMatch(/^Which applications there are could not be read\./);
  expect(err).toContain('not known: applications: ListApplications:');
});

it('knows whom it has not found, and takes what was deleted for deleted', async () => {
  expect(documentOf(await run('--application', 'Wikki', '--json'))).toMatchObject({
    error: { code: 'ERR_ACCESS_UNKNOWN_NAME', hint: 'Did you mean Wiki?' },
  });
  expect(documentOf(await run('--who', 'nobody', '--json'))).toMatchObject({
    error: { code: 'ERR_ACCESS_UNKNOWN_NAME' },
  });
  expect((await run('--json', '--csv')).exit).toBe(2);
  const store = new IdentityStore(lab.state.aws.identityStore);
  const bart = store.userByName('bart.simpson@jogcloud.com');
  lab.state.aws.identityStore.users.delete(bart?.userId ?? '');
  const told = await read();
  expect(told.access.find(({ application }) => application === 'Old Wiki')).toMatchObject({
    reason: 'deleted-principal',
    principal: bart?.userId,
  });
  expect(told.findings?.map(({ id }) => id)).toContain('application.deleted-principal');
});

import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { z } from 'zod';
import { JOGCLOUD } from '../../../electron/lab/seed/jogcloud.ts';
import { parseSeed } from '../../../electron/lab/seed/parse-seed.ts';
import type {
  Seed,
  SeedApp,
  SeedCenterApplication,
  SeedManagedIdentity,
  SeedPermissionSet,
  SeedTenant,
  SeedTokenIssuer,
  SeedUser,
} from '../../../electron/lab/seed/seed.ts';
import type { seedSchema } from '../../../electron/lab/seed/seed-schema.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { otherSeed } from '../other-seed.ts';

type Out = z.output<typeof seedSchema>;
type Missing<Wanted, Known> = Exclude<keyof Wanted, keyof Known>;
type Tenant = Out['tenants'][number];
/** Does not compile where a seed has a member that the schema would refuse. */
const MISSING: readonly [
  Record<Missing<Seed, Out>, never>,
  Record<Missing<SeedTenant, Tenant>, never>,
  Record<Missing<SeedUser, Tenant['users'][number]>, never>,
  Record<Missing<SeedApp, NonNullable<Tenant['apps']>[number]>, never>,
  Record<Missing<SeedManagedIdentity, NonNullable<Tenant['managedIdentities']>[number]>, never>,
  Record<Missing<Seed['adfs'], Out['adfs']>, never>,
  Record<Missing<Seed['aws'], Out['aws']>, never>,
  Record<Missing<SeedPermissionSet, Out['aws']['permissionSets'][number]>, never>,
  Record<Missing<SeedCenterApplication, NonNullable<Out['aws']['applications']>[number]>, never>,
  Record<Missing<SeedTokenIssuer, NonNullable<Out['aws']['trustedTokenIssuers']>[number]>, never>,
] = [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}];

async function problemsOf(seed: unknown, path = 'seed.json'): Promise<readonly string[]> {
  try {
    await parseSeed(typeof seed === 'string' ? seed : JSON.stringify(seed), path);
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError) || thrown.code !== 'ERR_LAB_SEED') throw thrown;
    return (thrown.details as { problems: readonly string[] }).problems;
  }
  return [];
}

/** The default seed with one member at a path of it replaced. */
function changed(path: string, value: unknown): unknown {
  const seed = JSON.parse(JSON.stringify(JOGCLOUD));
  const names = path.split('.');
  let place = seed;
  for (const name of names.slice(0, -1)) place = place[name];
  place[names.at(-1) ?? ''] = value;
  return seed;
}

it('knows every member of a seed', () => {
  expect(MISSING.flatMap((one) => Object.keys(one))).toEqual([]);
});

it('takes the default seed as JSON and as YAML, and every other seed', async () => {
  expect(await parseSeed(JSON.stringify(JOGCLOUD), 'x.json')).toEqual(JOGCLOUD);
  expect(await parseSeed(stringify(JOGCLOUD), 'x.yaml')).toEqual(JOGCLOUD);
  for (let number = 1; number <= 30; number += 1)
    expect(await problemsOf(otherSeed(number)), `seed ${number}`).toEqual([]);
});

it.each([
  ['tenants', [], 'tenants: '],
  ['tenants.0.domain', 'Not A Domain', 'tenants.0.domain: '],
  ['tenants.1.domain', 'jogcloud.com', 'tenants: jogcloud.com belongs to two tenants'],
  ['tenants.0.users.0.groups', ['Nobody'], 'tenants.0.users.0.groups.0: there is no group Nobody'],
  ['tenants.0.users.0.userName', 'bart@elsewhere.example', 'tenants.0.users.0.userName: elsewhere.example'],
  ['tenants.1.users', [], 'tenants.0.users.3.userName: a guest needs an account'],
  ['tenants.0.users.1.userName', 'Bart.Simpson@jogcloud.com', 'tenants.0.users: two are called bart.simpson'],
  ['tenants.0.users.0.admin', true, 'tenants.0.users.0: '],
  ['tenants.0.apps.0.consented', ['Graph/Nonsense'], 'tenants.0.apps.0.consented.0: Graph has no permission'],
  [
    'tenants.0.apps.0.consented',
    ['+Orders API/No'],
    'tenants.0.apps.0.consented.0: Orders API has no role No',
  ],
  ['tenants.0.apps.3.alsoIn', [], 'tenants.0.apps.0.consented.2: Orders API is not in partner.example'],
  [
    'tenants.0.conditionalAccess.0.groups',
    ['X'],
    'tenants.0.conditionalAccess.0.groups.0: there is no group X',
  ],
  ['tenants.0.trusts.0.domain', 'nowhere.example', 'tenants.0.trusts.0.domain: there is no other tenant'],
  ['tenants.0.users.0.roles', ['King'], 'tenants.0.users.0.roles.0: the Lab knows no directory role King'],
  ['tenants.0.managedIdentities', [{ name: 'Orders API', kind: 'user' }], 'tenants.0.managedIdentities: two'],
  ['adfs.host', 'login.microsoftonline.com', 'adfs.host: login.microsoftonline.com is a host of'],
  ['adfs.certificateFor', ['Consultants'], 'adfs.certificateFor.0: no federated tenant has a group'],
  ['aws.region', 'Frankfurt', 'aws.region: '],
  ['aws.accounts.1.name', 'account1', 'aws.accounts: two are called account1'],
  ['aws.permissionSets.0.name', 'with spaces', 'aws.permissionSets.0.name: '],
  ['aws.assignments.0.permissionSet', 'None', 'aws.assignments.0.permissionSet: there is no None'],
  ['aws.assignments.0.group', 'None', 'aws.assignments.0.group: the first tenant has no group None'],
  ['aws.assignments.0.user', 'bart.simpson@jogcloud.com', 'aws.assignments.0: name a group or a user'],
  ['aws.assignments.0.accounts', ['account9'], 'aws.assignments.0.accounts.0: there is no account account9'],
  ['aws.applications.0.groups', ['None'], 'aws.applications.0.groups.0: the first tenant has no group None'],
  [
    'aws.applications.0.users',
    ['no@one.example'],
    'aws.applications.0.users.0: the first tenant has no user no@one.example',
  ],
  ['aws.applications.0.name', 'Orders Analytics', 'aws.applications: two are called Orders Analytics'],
  ['aws.applications.1.account', 'account9', 'aws.applications.1.account: there is no account account9'],
  [
    'aws.applications.1.trusts.0.issuer',
    'Nobody',
    'aws.applications.1.trusts.0.issuer: there is no trusted token issuer',
  ],
  ['aws.trustedTokenIssuers.0.name', 'with spaces', 'aws.trustedTokenIssuers.0.name: '],
  [
    'aws.trustedTokenIssuers.0.issuer',
    'nowhere.example',
    'aws.trustedTokenIssuers.0.issuer: there is no tenant nowhere.example',
  ],
  ['aws.application', 'Orders API', 'aws.application: the first tenant has an application'],
])('says what is wrong where %s is %j', async (path, value, problem) => {
  expect((await problemsOf(changed(path, value)))[0]).toMatch(
    new RegExp(`^${problem.replace(/[.+]/g, '\\$&')}`),
  );
});

it('says what is wrong with a file that is no seed at all', async () => {
  for (const text of ['', '{', 'null', '[]', '7', '"seed"', '{"__proto__":{}}'])
    expect(await problemsOf(text), text).toEqual([
      expect.stringMatching(/^(seed|name|tenants)/),
      ...(await problemsOf(text)).slice(1),
    ]);
  expect(await problemsOf('a: [1', 'x.yml')).toEqual([expect.stringMatching(/^seed: not YAML/)]);
  const bomb =
    'a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]';
  expect((await problemsOf(bomb, 'x.yml')).length).toBeGreaterThan(0);
});

it('names twenty problems at most', async () => {
  const users = Array.from({ length: 50 }, () => ({}));
  const problems = await problemsOf(changed('tenants.0.users', users));
  expect(problems).toHaveLength(21);
  expect(problems.at(-1)).toMatch(/^and \d+ more$/);
});

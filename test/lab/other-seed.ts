import { LabRandom } from '../../electron/lab/platform/lab-random.ts';
import type { Seed, SeedTenant, SeedUnit, SeedUser } from '../../electron/lab/seed/seed.ts';

const REGIONS = ['us-east-1', 'eu-central-1', 'ap-southeast-2', 'ca-central-1'] as const;
const POLICIES = ['ReadOnlyAccess', 'SecurityAudit', 'AdministratorAccess', 'job-function/Billing'] as const;

/**
 * Makes a seed whose every name is another: tenants, domains, people, groups, applications, accounts, permission sets. What a
 * client asks of a Lab must not depend on the cast it knows.
 *
 * @param number the same number makes the same seed
 */
export function otherSeed(number: number): Seed {
  const random = new LabRandom(number).branch('other seed');
  const word = (): string =>
    `${random.text(1, 'bcdfghjklmnprstvwz')}${random.text(1, 'aeiou')}${random.text(2, 'bdgklmnprst')}${random.text(1, 'aeiou')}${random.digits(2)}`;
  const label = (): string => word().replace(/^./, (first) => first.toUpperCase());
  const groupNames = Array.from({ length: 2 + random.below(4) }, () => `${label()} ${label()}`);
  const partner = `${word()}.example`;
  const own = `${word()}.${random.pick(['test', 'example', 'invalid'])}`;
  const federated = random.chance(0.7);
  const person = (domain: string, groups: readonly string[]): SeedUser => {
    const [givenName, surname] = [label(), label()];
    return {
      userName: `${givenName}.${surname}@${domain}`.toLowerCase(),
      displayName: `${givenName} ${surname}`,
      givenName,
      surname,
      groups,
      ...(random.chance(0.5) ? { password: `${label()}!${random.digits(4)}` } : {}),
    };
  };
  const partnerGroup = label();
  const guestAtHome = person(partner, [partnerGroup]);
  const { password: _atHome, ...guest } = guestAtHome;
  const people = groupNames.flatMap((name) =>
    Array.from({ length: 1 + random.below(3) }, () => person(own, [name])),
  );
  const [firstPerson] = people;
  const apiName = `${label()} API`;
  const scope = `${label()}.Read`;
  const role = `${label()}.Process.All`;
  const first: SeedTenant = {
    displayName: label(),
    domain: own,
    federated,
    groups: groupNames.map((name) => ({ name })),
    users: [
      ...people,
      { ...person(`${own.split('.')[0]}.onmicrosoft.com`, []), password: `Cloud-${random.token(8)}` },
      { ...guest, groups: [groupNames[0] ?? ''], guest: true },
    ],
    apps: [
      {
        name: `${label()} Client`,
        kind: 'confidential',
        redirectUris: ['http://localhost:3100/callback'],
        consented: ['Graph/User.Read', '+Graph/User.Read.All', `${apiName}/${scope}`, `+${apiName}/${role}`],
      },
      {
        name: `${label()} Tool`,
        kind: 'public',
        redirectUris: ['http://localhost'],
        consented: ['Graph/User.Read', `${apiName}/${scope}`],
      },
      {
        name: apiName,
        kind: 'api',
        identifierUri: `api://${word()}`,
        scopes: [scope],
        roles: [role],
        tokenVersion: random.chance(0.5) ? 2 : 1,
      },
    ],
    conditionalAccess: [{ name: label(), groups: [groupNames[1] ?? ''], requires: 'mfa' }],
    trusts: [{ domain: partner, mfa: random.chance(0.5) }],
  };
  const accounts = Array.from({ length: 2 + random.below(4) }, () => ({ name: word() }));
  const unit: SeedUnit = { name: label(), accounts: [{ name: word() }], units: [{ name: label() }] };
  const sets = Array.from({ length: 2 + random.below(5) }, () => ({
    name: label(),
    managedPolicies: [`arn:aws:iam::aws:policy/${random.pick(POLICIES)}`],
    sessionDuration: random.pick(['PT1H', 'PT2H', 'PT12H']),
  }));
  return {
    name: `other-${number}`,
    tenants: [
      first,
      { displayName: label(), domain: partner, groups: [{ name: partnerGroup }], users: [guestAtHome] },
    ],
    adfs: { host: `fs.${own}`, certificateFor: federated ? [groupNames.at(-1) ?? ''] : [] },
    aws: {
      region: random.pick(REGIONS),
      managementAccount: { name: word() },
      accounts,
      units: [unit],
      permissionSets: sets,
      assignments: [
        ...groupNames.map((group) => ({
          group,
          permissionSet: random.pick(sets).name,
          accounts: accounts.filter(() => random.chance(0.6)).map(({ name }) => name),
        })),
        {
          user: firstPerson?.userName ?? '',
          permissionSet: sets[0]?.name ?? '',
          accounts: [accounts[0]?.name ?? ''],
        },
      ],
      application: `${label()} Access`,
      applications: [
        { name: label(), groups: groupNames.slice(0, 1 + random.below(2)) },
        {
          name: label(),
          provider: 'custom',
          account: accounts[0]?.name ?? '',
          url: `https://app.${own}/`,
          users: [firstPerson?.userName ?? ''],
          assignmentRequired: random.chance(0.5),
          trusts: [{ issuer: 'Home', audiences: [apiName] }],
        },
      ],
      trustedTokenIssuers: [{ name: 'Home', issuer: own }],
    },
  };
}

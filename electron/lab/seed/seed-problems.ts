import { routeOfHost } from '../platform/hosts.ts';
import { isDirectoryRole } from './directory-roles.ts';
import { GRAPH_SCOPES } from './graph-permissions.ts';
import type { Seed, SeedAccount, SeedApp, SeedTenant, SeedUnit } from './seed.ts';

/**
 * Holds the names in a seed against one another.
 *
 * @returns what is wrong, each with the path to it; empty where a Lab can grow from it
 */
export function seedProblems(seed: Seed): readonly string[] {
  const problems: string[] = [];
  const say = (path: string, problem: string): void => void problems.push(`${path}: ${problem}`);
  const domains = seed.tenants.map(({ domain }) => domain);
  const names = seed.tenants.flatMap((tenant) => [tenant.domain, initialDomainOf(tenant)]);
  for (const name of twice(names)) say('tenants', `${name} belongs to two tenants`);
  for (const id of twice(seed.tenants.flatMap(({ id }) => id ?? []))) say('tenants', `two have the id ${id}`);
  if (routeOfHost(seed.adfs.host, { adfs: '' }) !== undefined)
    say('adfs.host', `${seed.adfs.host} is a host of Microsoft or AWS`);
  for (const [index, tenant] of seed.tenants.entries()) {
    tenantProblems(seed, tenant, domains, (path, problem) => say(`tenants.${index}.${path}`, problem));
  }
  const forest = new Set(
    seed.tenants.flatMap(({ federated, groups }) => (federated ? groups.map(({ name }) => name) : [])),
  );
  for (const [index, name] of (seed.adfs.certificateFor ?? []).entries()) {
    if (!forest.has(name)) say(`adfs.certificateFor.${index}`, `no federated tenant has a group ${name}`);
  }
  awsProblems(seed, say);
  return problems;
}

type Say = (path: string, problem: string) => void;

function tenantProblems(seed: Seed, tenant: SeedTenant, domains: readonly string[], say: Say): void {
  const groups = new Set(tenant.groups.map(({ name }) => name));
  for (const name of twice(tenant.groups.map(({ name }) => name.toLowerCase())))
    say('groups', `two are called ${name}`);
  for (const name of twice(tenant.users.map(({ userName }) => userName.toLowerCase())))
    say('users', `two are called ${name}`);
  const own = [tenant.domain, initialDomainOf(tenant)];
  for (const [index, user] of tenant.users.entries()) {
    const domain = user.userName.split('@')[1] ?? '';
    for (const [at, name] of (user.groups ?? []).entries()) {
      if (!groups.has(name)) say(`users.${index}.groups.${at}`, `there is no group ${name}`);
    }
    for (const [at, name] of (user.roles ?? []).entries()) {
      if (!isDirectoryRole(name))
        say(`users.${index}.roles.${at}`, `the Lab knows no directory role ${name}`);
    }
    if (user.guest !== true && !own.includes(domain))
      say(
        `users.${index}.userName`,
        `${domain} is no domain of this tenant; guest: true invites from another`,
      );
    if (user.guest === true && !livesElsewhere(seed, tenant, user.userName))
      say(`users.${index}.userName`, 'a guest needs an account of this name in another tenant');
  }
  for (const name of twice((tenant.apps ?? []).map(({ name }) => name)))
    say('apps', `two are called ${name}`);
  for (const [index, app] of (tenant.apps ?? []).entries()) {
    for (const [at, domain] of (app.alsoIn ?? []).entries()) {
      if (!domains.includes(domain) || domain === tenant.domain)
        say(`apps.${index}.alsoIn.${at}`, `there is no other tenant ${domain}`);
    }
    for (const [at, given] of (app.consented ?? []).entries()) {
      const problem = consentProblem(tenant, app, given);
      if (problem !== undefined) say(`apps.${index}.consented.${at}`, problem);
    }
  }
  const identities = tenant.managedIdentities ?? [];
  const principals = [...(tenant.apps ?? []), ...identities].map(({ name }) => name);
  for (const name of twice(principals)) say('managedIdentities', `two principals are called ${name}`);
  if (identities.filter(({ kind }) => kind === 'system').length > 1)
    say('managedIdentities', 'a machine has one system-assigned identity at most');
  for (const [index, identity] of identities.entries()) {
    for (const [at, given] of (identity.consented ?? []).entries()) {
      const problem = consentProblem(tenant, identity, given);
      if (problem !== undefined) say(`managedIdentities.${index}.consented.${at}`, problem);
    }
  }
  for (const [index, policy] of (tenant.conditionalAccess ?? []).entries()) {
    for (const [at, name] of policy.groups.entries()) {
      if (!groups.has(name)) say(`conditionalAccess.${index}.groups.${at}`, `there is no group ${name}`);
    }
  }
  for (const [index, { domain }] of (tenant.trusts ?? []).entries()) {
    if (!domains.includes(domain) || domain === tenant.domain)
      say(`trusts.${index}.domain`, `there is no other tenant ${domain}`);
  }
}

function livesElsewhere(seed: Seed, tenant: SeedTenant, userName: string): boolean {
  return seed.tenants.some(
    (other) =>
      other !== tenant &&
      other.users.some((user) => user.guest !== true && user.userName === userName) &&
      [other.domain, initialDomainOf(other)].includes(userName.split('@')[1] ?? ''),
  );
}

function consentProblem(
  tenant: SeedTenant,
  app: Pick<SeedApp, 'name' | 'alsoIn'>,
  given: string,
): string | undefined {
  const [name = '', value = ''] = given.replace(/^\+/, '').split('/');
  const role = given.startsWith('+');
  if (name === 'Graph') return GRAPH_SCOPES.includes(value) ? undefined : `Graph has no permission ${value}`;
  const api = (tenant.apps ?? []).find((one) => one.name === name);
  if (api === undefined) return `there is no application ${name}`;
  if (!((role ? api.roles : api.scopes) ?? []).includes(value))
    return `${name} has no ${role ? 'role' : 'scope'} ${value}`;
  const missing = (app.alsoIn ?? []).find((domain) => !(api.alsoIn ?? []).includes(domain));
  return missing === undefined ? undefined : `${name} is not in ${missing}, where ${app.name} is`;
}

function awsProblems(seed: Seed, say: Say): void {
  const [first] = seed.tenants;
  const { aws } = seed;
  const accounts = [aws.managementAccount, ...aws.accounts, ...(aws.units ?? []).flatMap(accountsOf)];
  const names = accounts.map(({ name }) => name);
  for (const name of twice(names)) say('aws.accounts', `two are called ${name}`);
  for (const id of twice(accounts.flatMap(({ id }) => id ?? [])))
    say('aws.accounts', `two have the id ${id}`);
  const sets = aws.permissionSets.map(({ name }) => name);
  for (const name of twice(sets)) say('aws.permissionSets', `two are called ${name}`);
  if (first?.apps?.some(({ name }) => name === aws.application) === true)
    say('aws.application', `the first tenant has an application ${aws.application} already`);
  const groups = new Set(first?.groups.map(({ name }) => name));
  const users = new Set(first?.users.map(({ userName }) => userName));
  for (const [index, { group, user, permissionSet, accounts: where }] of aws.assignments.entries()) {
    const path = `aws.assignments.${index}`;
    if ((group === undefined) === (user === undefined)) say(path, 'name a group or a user, one of them');
    if (group !== undefined && !groups.has(group))
      say(`${path}.group`, `the first tenant has no group ${group}`);
    if (user !== undefined && !users.has(user)) say(`${path}.user`, `the first tenant has no user ${user}`);
    if (!sets.includes(permissionSet)) say(`${path}.permissionSet`, `there is no ${permissionSet}`);
    for (const [at, name] of where.entries()) {
      if (!names.includes(name)) say(`${path}.accounts.${at}`, `there is no account ${name}`);
    }
  }
  applicationProblems(seed, names, say);
}

/** Applications of Identity Center, and whose tokens they take. */
function applicationProblems(seed: Seed, accounts: readonly string[], say: Say): void {
  const [first] = seed.tenants;
  const { applications = [], trustedTokenIssuers = [] } = seed.aws;
  const groups = new Set(first?.groups.map(({ name }) => name));
  const users = new Set(first?.users.map(({ userName }) => userName));
  const issuers = trustedTokenIssuers.map(({ name }) => name);
  for (const name of twice(issuers)) say('aws.trustedTokenIssuers', `two are called ${name}`);
  for (const [index, { issuer }] of trustedTokenIssuers.entries()) {
    if (!issuer.includes('/') && !seed.tenants.some(({ domain }) => domain === issuer))
      say(`aws.trustedTokenIssuers.${index}.issuer`, `there is no tenant ${issuer}`);
  }
  for (const name of twice(applications.map(({ name }) => name)))
    say('aws.applications', `two are called ${name}`);
  for (const [index, one] of applications.entries()) {
    const path = `aws.applications.${index}`;
    if (one.account !== undefined && !accounts.includes(one.account))
      say(`${path}.account`, `there is no account ${one.account}`);
    for (const [at, name] of (one.groups ?? []).entries()) {
      if (!groups.has(name)) say(`${path}.groups.${at}`, `the first tenant has no group ${name}`);
    }
    for (const [at, name] of (one.users ?? []).entries()) {
      if (!users.has(name)) say(`${path}.users.${at}`, `the first tenant has no user ${name}`);
    }
    for (const [at, { issuer }] of (one.trusts ?? []).entries()) {
      if (!issuers.includes(issuer))
        say(`${path}.trusts.${at}.issuer`, `there is no trusted token issuer ${issuer}`);
    }
  }
}

function accountsOf(unit: SeedUnit): readonly SeedAccount[] {
  return [...(unit.accounts ?? []), ...(unit.units ?? []).flatMap(accountsOf)];
}

function initialDomainOf({ domain, initialDomain }: SeedTenant): string {
  return initialDomain ?? `${domain.split('.')[0]}.onmicrosoft.com`;
}

/** @returns the values that stand in a list more than once */
function twice(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const value of values) (seen.has(value) ? again : seen).add(value);
  return [...again];
}

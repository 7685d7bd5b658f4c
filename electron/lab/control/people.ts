import type { Tenant, User } from '../entra/directory.ts';
import { codeValidFor, oneTimeCode } from '../entra/sign-in/one-time-code.ts';
import type { LabState } from '../state.ts';

/** Somebody who can sign in, with everything that takes. One entry an account: a guest stands under the home tenant. */
interface Person {
  readonly userName: string;
  readonly displayName: string;
  /** Domain of the tenant the account lives in. */
  readonly tenant: string;
  /** `entra`: the password is asked for there; `adfs`: at the farm the domain is federated with. */
  readonly signsInAt: 'entra' | 'adfs';
  readonly password?: string;
  /** What an authenticator shows now; absent where none is registered. */
  readonly oneTimeCode?: string;
  /** Milliseconds of the Lab's time until there is another. */
  readonly codeValidFor?: number;
  /** Base32, for an authenticator of one's own. */
  readonly totpSecret?: string;
  readonly enabled: boolean;
  /** Display names, those of tenants the person is a guest in among them. */
  readonly groups: readonly string[];
  /** Domains of the tenants the person is a guest in. */
  readonly guestIn: readonly string[];
  /** PEM, as on a smart card. */
  readonly certificate?: string;
  readonly privateKey?: string;
}

export interface PeoplePage {
  readonly people: readonly Person[];
  /** How many there are in all that the search finds. */
  readonly total: number;
}

/**
 * Lists people, those of the first tenant first.
 *
 * @param wanted.search part of a user or display name, in any case
 * @param now epoch milliseconds of the Lab's time, for one-time codes
 */
export function listPeople(
  state: LabState,
  now: number,
  wanted: { readonly search?: string; readonly from: number; readonly count: number },
): PeoplePage {
  const search = (wanted.search ?? '').toLowerCase();
  const found: [Tenant, User][] = [];
  for (const tenant of state.directory.tenants.values()) {
    for (const user of tenant.users.values()) {
      if (user.home !== undefined) continue;
      if (`${user.userPrincipalName}\n${user.displayName}`.toLowerCase().includes(search))
        found.push([tenant, user]);
    }
  }
  const shown = found.slice(wanted.from, wanted.from + wanted.count);
  const groups = groupNames(state, new Set(shown.map(([, user]) => user.id)));
  return {
    people: shown.map(([tenant, user]) => person(state, now, tenant, user, groups)),
    total: found.length,
  };
}

interface Belonging {
  readonly groups: string[];
  readonly guestIn: string[];
}

/** By the account's id at home; one walk over all groups for a whole page. */
function groupNames(state: LabState, wanted: ReadonlySet<string>): ReadonlyMap<string, Belonging> {
  const found = new Map<string, Belonging>();
  const of = (id: string): Belonging => {
    const known = found.get(id) ?? { groups: [], guestIn: [] };
    found.set(id, known);
    return known;
  };
  for (const tenant of state.directory.tenants.values()) {
    const accounts = new Map<string, string>();
    for (const user of tenant.users.values()) {
      const homeId = user.home?.userId ?? user.id;
      if (!wanted.has(homeId)) continue;
      accounts.set(user.id, homeId);
      if (user.home !== undefined) of(homeId).guestIn.push(domainOf(tenant));
    }
    for (const group of tenant.groups.values()) {
      for (const [id, homeId] of accounts)
        if (group.members.has(id)) of(homeId).groups.push(group.displayName);
    }
  }
  return found;
}

function person(
  state: LabState,
  now: number,
  tenant: Tenant,
  user: User,
  belongings: ReadonlyMap<string, Belonging>,
): Person {
  const { groups, guestIn } = belongings.get(user.id) ?? { groups: [], guestIn: [] };
  const account = state.adfs.accounts.get(user.userPrincipalName.toLowerCase());
  const password = account?.password ?? user.secret.password;
  const { totp } = user.secret;
  return {
    userName: user.userPrincipalName,
    displayName: user.displayName,
    tenant: domainOf(tenant),
    signsInAt: account === undefined ? 'entra' : 'adfs',
    ...(password === undefined ? {} : { password }),
    ...(totp === undefined
      ? {}
      : { oneTimeCode: oneTimeCode(totp, now), codeValidFor: codeValidFor(now), totpSecret: totp }),
    enabled: user.accountEnabled && account?.enabled !== false,
    groups,
    guestIn,
    ...(account?.certificate === undefined
      ? {}
      : {
          certificate: account.certificate.certificatePem,
          privateKey: account.certificate.privateKeyPem,
        }),
  };
}

/** @returns the name a tenant goes by: its default domain */
export function domainOf(tenant: Tenant): string {
  for (const domain of tenant.domains.values()) if (domain.isDefault) return domain.id;
  return tenant.initialDomain;
}

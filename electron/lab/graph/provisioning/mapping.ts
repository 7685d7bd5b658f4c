import type { Group, User } from '../../entra/directory.ts';

export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Target values by path of the attribute; what Entra has no value for is left out and so never cleared. */
export type TargetValues = Record<string, string | boolean>;

/** One attribute that flows from Entra to the target (facts/microsoft.md section 2). */
export interface AttributeMapping<T> {
  /** Path in SCIM's notation. */
  readonly target: string;
  /** Attribute of Entra, or the expression over some. */
  readonly source: string;
  readonly isMatching?: true;
  readonly of: (source: T) => string | boolean | undefined;
}

/** What an account is for provisioning: a user, whether it still counts, and who its manager is in the target. */
interface UserSource {
  readonly user: User;
  readonly active: boolean;
  readonly managerTargetId?: string;
}

type FromUser = AttributeMapping<UserSource>;

const plain = (target: string, source: keyof User & string): FromUser => ({
  target,
  source,
  of: ({ user }) => textOf(user[source]),
});
const work = (list: string, sub: string, source: string, of: FromUser['of']): FromUser => ({
  target: `${list}[type eq "work"].${sub}`,
  source,
  of,
});
const organization = (name: string): FromUser => ({
  target: `${ENTERPRISE}:${name}`,
  source: `employeeOrgData.${name}`,
  of: ({ user }) => textOf((user.extra?.employeeOrgData as Record<string, unknown> | undefined)?.[name]),
});

export const USER_MAPPINGS: readonly FromUser[] = [
  {
    target: 'userName',
    source: 'userPrincipalName',
    isMatching: true,
    of: ({ user }) => nameAtHome(user.userPrincipalName),
  },
  {
    target: 'active',
    source: 'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
    of: ({ active }) => active,
  },
  plain('displayName', 'displayName'),
  plain('title', 'jobTitle'),
  work('emails', 'value', 'mail', ({ user }) => textOf(user.mail)),
  plain('preferredLanguage', 'preferredLanguage'),
  plain('name.givenName', 'givenName'),
  plain('name.familyName', 'surname'),
  {
    target: 'name.formatted',
    source: 'Join(" ", [givenName], [surname])',
    of: ({ user }) => textOf([user.givenName, user.surname].filter((part) => part !== undefined).join(' ')),
  },
  work('addresses', 'formatted', 'officeLocation', ({ user }) => textOf(user.extra?.officeLocation)),
  work('addresses', 'streetAddress', 'streetAddress', ({ user }) => textOf(user.streetAddress)),
  work('addresses', 'locality', 'city', ({ user }) => textOf(user.city)),
  work('addresses', 'region', 'state', ({ user }) => textOf(user.state)),
  work('addresses', 'postalCode', 'postalCode', ({ user }) => textOf(user.postalCode)),
  work('addresses', 'country', 'country', ({ user }) => textOf(user.country)),
  work('phoneNumbers', 'value', 'businessPhones', ({ user }) => textOf(user.businessPhones[0])),
  { target: 'externalId', source: 'objectId', of: ({ user }) => user.id },
  plain('locale', 'preferredLanguage'),
  { target: `${ENTERPRISE}:employeeNumber`, source: 'employeeId', of: ({ user }) => textOf(user.employeeId) },
  { target: `${ENTERPRISE}:department`, source: 'department', of: ({ user }) => textOf(user.department) },
  organization('division'),
  organization('costCenter'),
  { target: `${ENTERPRISE}:organization`, source: 'companyName', of: ({ user }) => textOf(user.companyName) },
  { target: `${ENTERPRISE}:manager`, source: 'manager', of: ({ managerTargetId }) => managerTargetId },
];

export const GROUP_MAPPINGS: readonly AttributeMapping<Group>[] = [
  {
    target: 'displayName',
    source: 'displayName',
    isMatching: true,
    of: (group) => textOf(group.displayName),
  },
  { target: 'externalId', source: 'objectId', of: (group) => group.id },
];

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A guest is provisioned under the name at home: `user_home.com#EXT#@tenant` is stripped (facts/microsoft.md section 3). */
export function nameAtHome(userPrincipalName: string): string {
  const guest = /^(.+)_([^_]+)#EXT#@/i.exec(userPrincipalName);
  return guest === null ? userPrincipalName : `${guest[1]}@${guest[2]}`;
}

/** @returns the values of every mapping that has one */
export function mapped<T>(mappings: readonly AttributeMapping<T>[], source: T): TargetValues {
  const values: TargetValues = {};
  for (const { target, of } of mappings) {
    const value = of(source);
    if (value !== undefined) values[target] = value;
  }
  return values;
}

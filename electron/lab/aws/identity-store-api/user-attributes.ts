import type { MultiValue, StoreUser } from '../identity-store.ts';

type SimpleAttribute =
  | 'displayName'
  | 'nickName'
  | 'profileUrl'
  | 'title'
  | 'userType'
  | 'preferredLanguage'
  | 'locale'
  | 'timezone'
  | 'website'
  | 'birthdate';

/** Attributes that are one text; the API's names have a large first letter. */
export const SIMPLE_ATTRIBUTES: readonly SimpleAttribute[] = [
  'displayName',
  'nickName',
  'profileUrl',
  'title',
  'userType',
  'preferredLanguage',
  'locale',
  'timezone',
  'website',
  'birthdate',
];

/** Parts of a name: the API's member -> the store's attribute. */
export const NAME_PARTS = {
  Formatted: 'formattedName',
  FamilyName: 'familyName',
  GivenName: 'givenName',
  MiddleName: 'middleName',
  HonorificPrefix: 'honorificPrefix',
  HonorificSuffix: 'honorificSuffix',
} as const;

/** The one extension there is. */
export const ENTERPRISE = 'aws:identitystore:enterprise';

/** @param extensions names of extensions that were asked for */
export function describedUser(
  identityStoreId: string,
  user: StoreUser,
  extensions: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const simple = SIMPLE_ATTRIBUTES.map((name) => [upperFirst(name), user[name]] as const);
  const name = Object.entries(NAME_PARTS).map(([member, attribute]) => [member, user[attribute]] as const);
  const enterprise = extensions.includes(ENTERPRISE) ? user.enterprise : undefined;
  return {
    IdentityStoreId: identityStoreId,
    UserId: user.userId,
    UserName: user.userName,
    ExternalIds: externalIds(user.externalIds),
    Name: Object.fromEntries(name),
    ...Object.fromEntries(simple),
    Emails: filled(user.emails.map(multiValue)),
    PhoneNumbers: filled(user.phoneNumbers.map(multiValue)),
    Addresses: filled(user.addresses.map(capitalised)),
    Roles: filled(user.roles.map(multiValue)),
    Photos: filled((user.photos ?? []).map(capitalised)),
    UserStatus: user.active ? 'ENABLED' : 'DISABLED',
    CreatedAt: user.createdAt / 1000,
    UpdatedAt: user.updatedAt / 1000,
    CreatedBy: user.createdBy,
    UpdatedBy: user.createdBy,
    Extensions: enterprise === undefined ? undefined : { [ENTERPRISE]: enterprise },
  };
}

export function externalIds(ids: readonly { readonly issuer: string; readonly id: string }[]) {
  return filled(ids.map(({ issuer, id }) => ({ Issuer: issuer, Id: id })));
}

/** @returns members with small first letters, as the store keeps them */
export function stored<T>(given: object): T {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, value]),
  ) as T;
}

function multiValue({ value, type, primary }: MultiValue) {
  return { Value: value, Type: type, Primary: primary };
}

function capitalised(value: object) {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [upperFirst(name), member]));
}

/** Empty lists are left out. */
function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function upperFirst(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

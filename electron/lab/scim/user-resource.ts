import type { MultiValue, StoreUser } from '../aws/identity-store.ts';
import { ENTERPRISE_URN, USER_URN, USER_WITH_EXTENSION } from './attributes.ts';
import { listOf, objectOf, readResource, requireAll, type ScimObject, textOf } from './read-resource.ts';

/** Attributes that SCIM and the identity store name alike. */
const ALIKE = [
  'displayName',
  'nickName',
  'title',
  'userType',
  'preferredLanguage',
  'locale',
  'timezone',
  'profileUrl',
] as const;
const NAMES = [
  ['formatted', 'formattedName'],
  ['familyName', 'familyName'],
  ['givenName', 'givenName'],
  ['middleName', 'middleName'],
  ['honorificPrefix', 'honorificPrefix'],
  ['honorificSuffix', 'honorificSuffix'],
] as const;
const ENTERPRISE = ['employeeNumber', 'costCenter', 'organization', 'division', 'department'] as const;

/** What of a user SCIM can say. */
type FromScim = Omit<
  StoreUser,
  'userId' | 'createdAt' | 'updatedAt' | 'createdBy' | 'externalIds' | 'website' | 'birthdate'
> & { externalId?: string };

/** The issuer under which the store keeps SCIM's externalId. */
export function scimIssuer(storeId: string): string {
  return `https://scim.amazonaws.com/${storeId}`;
}

export function externalIdOf(resource: Pick<StoreUser, 'externalIds'>, issuer: string): string | undefined {
  return resource.externalIds.find((external) => external.issuer === issuer)?.id;
}

/** @returns the other issuers' ids with SCIM's own as given */
export function withExternalId(
  before: StoreUser['externalIds'],
  issuer: string,
  id: string | undefined,
): StoreUser['externalIds'] {
  const others = before.filter((external) => external.issuer !== issuer);
  return id === undefined ? others : [...others, { issuer, id }];
}

/**
 * Reads a whole user.
 *
 * @param body JSON as it was sent, or as a PATCH left it
 * @throws ScimError ValidationException
 */
export function readUser(body: unknown): FromScim {
  const resource = readResource(body, USER_WITH_EXTENSION);
  requireAll(resource, USER_WITH_EXTENSION);
  const name = objectOf(resource, 'name');
  const enterprise = objectOf(resource, ENTERPRISE_URN);
  const user: FromScim = {
    userName: textOf(resource, 'userName') ?? '',
    active: resource.active !== false,
    emails: multiValues(resource, 'emails'),
    phoneNumbers: multiValues(resource, 'phoneNumbers'),
    roles: multiValues(resource, 'roles'),
    addresses: listOf(resource, 'addresses').map((address) => ({ ...address }) as Record<string, string>),
  };
  const externalId = textOf(resource, 'externalId');
  if (externalId !== undefined) user.externalId = externalId;
  for (const attribute of ALIKE) {
    const value = textOf(resource, attribute);
    if (value !== undefined) user[attribute] = value;
  }
  for (const [scim, own] of NAMES) {
    const value = textOf(name, scim);
    if (value !== undefined) user[own] = value;
  }
  if (enterprise !== undefined) {
    const kept: NonNullable<StoreUser['enterprise']> = {};
    for (const attribute of ENTERPRISE) {
      const value = textOf(enterprise, attribute);
      if (value !== undefined) kept[attribute] = value;
    }
    const manager = objectOf(enterprise, 'manager');
    if (manager !== undefined) kept.manager = { ...manager } as { value?: string; $ref?: string };
    user.enterprise = kept;
  }
  return user;
}

function multiValues(resource: ScimObject, name: string): MultiValue[] {
  return listOf(resource, name).map((one) => {
    const type = textOf(one, 'type');
    return {
      value: textOf(one, 'value') ?? '',
      ...(type === undefined ? {} : { type }),
      ...(typeof one.primary === 'boolean' ? { primary: one.primary } : {}),
    };
  });
}

/** @returns what may be written: the attributes without id, schemas and meta */
export function userAttributes(user: StoreUser, issuer: string): ScimObject {
  const name: ScimObject = {};
  for (const [scim, own] of NAMES) if (user[own] !== undefined) name[scim] = user[own];
  const resource: ScimObject = { userName: user.userName, name, active: user.active };
  const externalId = externalIdOf(user, issuer);
  if (externalId !== undefined) resource.externalId = externalId;
  for (const attribute of ALIKE) {
    const value = user[attribute];
    if (value !== undefined) resource[attribute] = value;
  }
  for (const list of ['emails', 'phoneNumbers', 'roles', 'addresses'] as const) {
    if (user[list].length > 0) resource[list] = user[list].map((one) => ({ ...one }) as ScimObject);
  }
  if (user.enterprise !== undefined && Object.keys(user.enterprise).length > 0)
    resource[ENTERPRISE_URN] = structuredClone(user.enterprise) as ScimObject;
  return resource;
}

/** @returns the resource as it is answered (RFC 7643 section 4.1) */
export function userResource(user: StoreUser, issuer: string): Record<string, unknown> {
  const attributes = userAttributes(user, issuer);
  return {
    id: user.userId,
    meta: {
      resourceType: 'User',
      created: seconds(user.createdAt),
      lastModified: seconds(user.updatedAt),
    },
    schemas: ENTERPRISE_URN in attributes ? [USER_URN, ENTERPRISE_URN] : [USER_URN],
    ...attributes,
  };
}

/** `2020-03-31T02:36:15Z` */
export function seconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

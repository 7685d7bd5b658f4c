/**
 * The directory of IAM Identity Center, which SCIM fills, the identitystore API serves and sign-in reads. The two APIs word
 * the same objects differently; here they have the identitystore names.
 */
export interface IdentityStoreState {
  /** `d-` and ten hexadecimal digits. */
  readonly id: string;
  readonly users: Map<string, StoreUser>;
  readonly groups: Map<string, StoreGroup>;
  /** By membership id. */
  readonly memberships: Map<string, Membership>;
}

export interface StoreUser {
  readonly userId: string;
  userName: string;
  displayName?: string;
  givenName?: string;
  familyName?: string;
  middleName?: string;
  formattedName?: string;
  honorificPrefix?: string;
  honorificSuffix?: string;
  nickName?: string;
  profileUrl?: string;
  title?: string;
  userType?: string;
  preferredLanguage?: string;
  locale?: string;
  timezone?: string;
  website?: string;
  birthdate?: string;
  active: boolean;
  emails: MultiValue[];
  phoneNumbers: MultiValue[];
  addresses: Record<string, string | boolean>[];
  roles: MultiValue[];
  photos?: (MultiValue & { display?: string })[];
  /** With its issuer: SCIM's externalId has one of the identity provider's. */
  externalIds: { issuer: string; id: string }[];
  /** SCIM's enterprise extension. */
  enterprise?: {
    employeeNumber?: string;
    costCenter?: string;
    organization?: string;
    division?: string;
    department?: string;
    manager?: { value?: string; $ref?: string };
  };
  readonly createdAt: number;
  updatedAt: number;
  createdBy: 'SCIM' | 'API';
}

export interface MultiValue {
  value: string;
  type?: string;
  primary?: boolean;
}

export interface StoreGroup {
  readonly groupId: string;
  displayName: string;
  description?: string;
  externalIds: { issuer: string; id: string }[];
  readonly createdAt: number;
  updatedAt: number;
  createdBy: 'SCIM' | 'API';
}

export interface Membership {
  readonly membershipId: string;
  readonly groupId: string;
  readonly userId: string;
  readonly createdAt: number;
}

interface Index {
  /** By `name:`, `email:` and `external:` keys. */
  readonly users: Keyed<StoreUser>;
  readonly groups: Keyed<StoreGroup>;
  readonly groupsOfUser: Map<string, Map<string, Membership>>;
  readonly usersOfGroup: Map<string, Map<string, Membership>>;
}

/** Finds things by keys; remembers which ones a thing was entered under, so that it may have changed since. */
class Keyed<T> {
  readonly #found = new Map<string, T>();
  readonly #keys = new Map<string, readonly string[]>();

  get(key: string): T | undefined {
    return this.#found.get(key);
  }

  put(id: string, thing: T, keys: readonly string[]): void {
    this.remove(id);
    this.#keys.set(id, keys);
    for (const key of keys) this.#found.set(key, thing);
  }

  remove(id: string): void {
    for (const key of this.#keys.get(id) ?? []) this.#found.delete(key);
    this.#keys.delete(id);
  }
}

const indexes = new WeakMap<IdentityStoreState, Index>();

/**
 * Reads and changes a store. Every change goes through here, so that the look-ups stay right; what a caller may change is
 * its own business.
 */
export class IdentityStore {
  readonly state: IdentityStoreState;
  readonly #index: Index;

  constructor(state: IdentityStoreState) {
    this.state = state;
    this.#index = indexes.get(state) ?? indexed(state);
    indexes.set(state, this.#index);
  }

  /** User names are compared without case. */
  userByName(userName: string): StoreUser | undefined {
    return this.#index.users.get(`name:${userName.toLowerCase()}`);
  }

  /** E-mail addresses are compared without case. */
  userByEmail(email: string): StoreUser | undefined {
    return this.#index.users.get(`email:${email.toLowerCase()}`);
  }

  userByExternalId(issuer: string, id: string): StoreUser | undefined {
    return this.#index.users.get(externalKey({ issuer, id }));
  }

  groupByName(displayName: string): StoreGroup | undefined {
    return this.#index.groups.get(`name:${displayName.toLowerCase()}`);
  }

  groupByExternalId(issuer: string, id: string): StoreGroup | undefined {
    return this.#index.groups.get(externalKey({ issuer, id }));
  }

  /** @returns by group id */
  groupsOf(userId: string): ReadonlyMap<string, Membership> {
    return this.#index.groupsOfUser.get(userId) ?? new Map();
  }

  /** @returns by user id */
  membersOf(groupId: string): ReadonlyMap<string, Membership> {
    return this.#index.usersOfGroup.get(groupId) ?? new Map();
  }

  putUser(user: StoreUser): void {
    this.state.users.set(user.userId, user);
    this.#index.users.put(user.userId, user, keysOfUser(user));
  }

  removeUser(userId: string): void {
    if (!this.state.users.has(userId)) return;
    for (const membership of [...this.groupsOf(userId).values()]) this.removeMembership(membership);
    this.#index.users.remove(userId);
    this.state.users.delete(userId);
  }

  putGroup(group: StoreGroup): void {
    this.state.groups.set(group.groupId, group);
    this.#index.groups.put(group.groupId, group, keysOfGroup(group));
  }

  removeGroup(groupId: string): void {
    if (!this.state.groups.has(groupId)) return;
    for (const membership of [...this.membersOf(groupId).values()]) this.removeMembership(membership);
    this.#index.groups.remove(groupId);
    this.state.groups.delete(groupId);
  }

  addMembership(membership: Membership): void {
    this.state.memberships.set(membership.membershipId, membership);
    enter(this.#index, membership);
  }

  removeMembership(membership: Membership): void {
    this.state.memberships.delete(membership.membershipId);
    this.#index.groupsOfUser.get(membership.userId)?.delete(membership.groupId);
    this.#index.usersOfGroup.get(membership.groupId)?.delete(membership.userId);
  }
}

function indexed(state: IdentityStoreState): Index {
  const index: Index = {
    users: new Keyed(),
    groups: new Keyed(),
    groupsOfUser: new Map(),
    usersOfGroup: new Map(),
  };
  for (const user of state.users.values()) index.users.put(user.userId, user, keysOfUser(user));
  for (const group of state.groups.values()) index.groups.put(group.groupId, group, keysOfGroup(group));
  for (const membership of state.memberships.values()) enter(index, membership);
  return index;
}

function keysOfUser(user: StoreUser): readonly string[] {
  return [
    `name:${user.userName.toLowerCase()}`,
    ...user.emails.map(({ value }) => `email:${value.toLowerCase()}`),
    ...user.externalIds.map(externalKey),
  ];
}

function keysOfGroup(group: StoreGroup): readonly string[] {
  return [`name:${group.displayName.toLowerCase()}`, ...group.externalIds.map(externalKey)];
}

function externalKey({ issuer, id }: { readonly issuer: string; readonly id: string }): string {
  return `external:${issuer}\u0000${id}`;
}

function enter(index: Index, membership: Membership): void {
  const groups = index.groupsOfUser.get(membership.userId) ?? new Map<string, Membership>();
  index.groupsOfUser.set(membership.userId, groups.set(membership.groupId, membership));
  const users = index.usersOfGroup.get(membership.groupId) ?? new Map<string, Membership>();
  index.usersOfGroup.set(membership.groupId, users.set(membership.userId, membership));
}

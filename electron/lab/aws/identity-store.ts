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
  readonly byUserName: Map<string, StoreUser>;
  readonly byGroupName: Map<string, StoreGroup>;
  readonly groupsOfUser: Map<string, Map<string, Membership>>;
  readonly usersOfGroup: Map<string, Map<string, Membership>>;
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
    return this.#index.byUserName.get(userName.toLowerCase());
  }

  groupByName(displayName: string): StoreGroup | undefined {
    return this.#index.byGroupName.get(displayName.toLowerCase());
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
    const before = this.state.users.get(user.userId);
    if (before !== undefined) this.#index.byUserName.delete(before.userName.toLowerCase());
    this.state.users.set(user.userId, user);
    this.#index.byUserName.set(user.userName.toLowerCase(), user);
  }

  removeUser(userId: string): void {
    const user = this.state.users.get(userId);
    if (user === undefined) return;
    for (const membership of [...this.groupsOf(userId).values()]) this.removeMembership(membership);
    this.#index.byUserName.delete(user.userName.toLowerCase());
    this.state.users.delete(userId);
  }

  putGroup(group: StoreGroup): void {
    const before = this.state.groups.get(group.groupId);
    if (before !== undefined) this.#index.byGroupName.delete(before.displayName.toLowerCase());
    this.state.groups.set(group.groupId, group);
    this.#index.byGroupName.set(group.displayName.toLowerCase(), group);
  }

  removeGroup(groupId: string): void {
    const group = this.state.groups.get(groupId);
    if (group === undefined) return;
    for (const membership of [...this.membersOf(groupId).values()]) this.removeMembership(membership);
    this.#index.byGroupName.delete(group.displayName.toLowerCase());
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
    byUserName: new Map(),
    byGroupName: new Map(),
    groupsOfUser: new Map(),
    usersOfGroup: new Map(),
  };
  for (const user of state.users.values()) index.byUserName.set(user.userName.toLowerCase(), user);
  for (const group of state.groups.values()) index.byGroupName.set(group.displayName.toLowerCase(), group);
  for (const membership of state.memberships.values()) enter(index, membership);
  return index;
}

function enter(index: Index, membership: Membership): void {
  const groups = index.groupsOfUser.get(membership.userId) ?? new Map<string, Membership>();
  index.groupsOfUser.set(membership.userId, groups.set(membership.groupId, membership));
  const users = index.usersOfGroup.get(membership.groupId) ?? new Map<string, Membership>();
  index.usersOfGroup.set(membership.groupId, users.set(membership.userId, membership));
}

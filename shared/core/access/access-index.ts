import type {
  AccessSnapshot,
  Account,
  Assignment,
  Group,
  PermissionSet,
  PrincipalType,
  User,
} from './model.ts';
import { OrganizationTree } from './organization-tree.ts';

/** A snapshot with everything that is looked up in it; built once, in time linear in its size. */
export class AccessIndex {
  readonly snapshot: AccessSnapshot;
  readonly tree: OrganizationTree;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly accountsByName: ReadonlyMap<string, readonly Account[]>;
  readonly sets: ReadonlyMap<string, PermissionSet>;
  readonly setsByName: ReadonlyMap<string, PermissionSet>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly groupsByName: ReadonlyMap<string, readonly Group[]>;
  readonly users: ReadonlyMap<string, User>;
  readonly usersByName: ReadonlyMap<string, readonly User[]>;
  readonly byAccount: ReadonlyMap<string, readonly Assignment[]>;
  readonly bySet: ReadonlyMap<string, readonly Assignment[]>;
  readonly byPrincipal: ReadonlyMap<string, readonly Assignment[]>;
  /** Ids of the users in a group; undefined as a whole where memberships were not read. */
  readonly members: ReadonlyMap<string, readonly string[]> | undefined;
  readonly groupsOfUser: ReadonlyMap<string, readonly string[]> | undefined;

  readonly #unreadParts: ReadonlySet<string>;
  /** Groups whose members could not be read; undefined stands for all of them. */
  readonly #unreadMembers: ReadonlySet<string | undefined>;

  constructor(snapshot: AccessSnapshot) {
    this.snapshot = snapshot;
    this.tree = new OrganizationTree(snapshot.units, snapshot.accounts);
    this.accounts = byKey(snapshot.accounts, ({ id }) => id);
    this.accountsByName = grouped(snapshot.accounts, ({ name }) => name);
    this.sets = byKey(snapshot.permissionSets, ({ arn }) => arn);
    this.setsByName = byKey(
      snapshot.permissionSets.filter(({ name }) => name !== undefined),
      ({ name }) => name ?? '',
    );
    this.groups = byKey(snapshot.groups, ({ id }) => id);
    this.groupsByName = grouped(snapshot.groups, ({ displayName }) => displayName);
    this.users = byKey(snapshot.users, ({ id }) => id);
    this.usersByName = grouped(snapshot.users, ({ userName }) => userName);
    this.byAccount = grouped(snapshot.assignments, ({ accountId }) => accountId);
    this.bySet = grouped(snapshot.assignments, ({ permissionSetArn }) => permissionSetArn);
    this.byPrincipal = grouped(snapshot.assignments, ({ principalId }) => principalId);
    const { memberships, unknown } = snapshot;
    this.#unreadParts = new Set(unknown.map(({ part }) => part));
    this.#unreadMembers = new Set(
      unknown.filter(({ part }) => part === 'memberships').map(({ groupId }) => groupId),
    );
    this.members = memberships === undefined ? undefined : valuesOf(memberships, 'groupId', 'userId');
    this.groupsOfUser = memberships === undefined ? undefined : valuesOf(memberships, 'userId', 'groupId');
  }

  /** @returns the set's name, or the last part of its ARN where the name is not known */
  setName(arn: string): string {
    return this.sets.get(arn)?.name ?? arn.slice(arn.lastIndexOf('/') + 1);
  }

  /** @returns the account's name, or its id where the name is not known */
  accountName(id: string): string {
    return this.accounts.get(id)?.name ?? id;
  }

  /** @returns the userName or the group's display name, undefined where there is no such principal (any more) */
  principalName(type: PrincipalType, id: string): string | undefined {
    return type === 'USER' ? this.users.get(id)?.userName : this.groups.get(id)?.displayName;
  }

  /** True where the list of users or groups was read in full, so that an id it lacks is of somebody deleted. */
  principalsKnown(type: PrincipalType): boolean {
    return !this.#unreadParts.has(type === 'USER' ? 'users' : 'groups');
  }

  /** True where the members of the group were read, so that none means none. */
  membersKnown(groupId: string): boolean {
    const unread = this.#unreadMembers;
    return this.members !== undefined && !unread.has(undefined) && !unread.has(groupId);
  }
}

function byKey<T>(items: readonly T[], key: (item: T) => string): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) map.set(key(item), item);
  return map;
}

function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const item of items) {
    const list = map.get(key(item));
    if (list === undefined) map.set(key(item), [item]);
    else list.push(item);
  }
  return map;
}

function valuesOf<T extends Readonly<Record<K | V, string>>, K extends string, V extends string>(
  items: readonly T[],
  key: K,
  value: V,
): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const item of items) {
    const list = map.get(item[key]);
    if (list === undefined) map.set(item[key], [item[value]]);
    else list.push(item[value]);
  }
  return map;
}

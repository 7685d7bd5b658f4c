import type { AccessIndex } from '../access-index.ts';
import type { PrincipalType } from '../model.ts';
import { pairKey } from './base.ts';
import type { Change } from './change.ts';

/** Who could take a role before a plan and cannot after it. */
export interface AccessLost {
  readonly people: number;
  /** Pairs of person and role. */
  readonly roles: number;
  readonly accounts: number;
  /** True where the members of a group that loses a role are not known. */
  readonly uncertain: boolean;
}

interface PrincipalRef {
  readonly type: PrincipalType;
  readonly id: string;
}

/** Counts people, not assignments: who keeps a role through another group loses nothing. */
export function accessLost(index: AccessIndex, changes: readonly Change[]): AccessLost {
  const touched = new Map<
    string,
    { accountId: string; before: PrincipalRef[]; after: Map<string, PrincipalRef> }
  >();
  for (const change of changes) {
    if (change.kind !== 'delete-assignment') continue;
    const key = pairKey(change.accountId, change.permissionSet);
    if (!touched.has(key)) touched.set(key, { accountId: change.accountId, before: [], after: new Map() });
  }
  if (touched.size === 0) return { people: 0, roles: 0, accounts: 0, uncertain: false };
  for (const { accountId, permissionSetArn, principalType, principalId } of index.snapshot.assignments) {
    const pair = touched.get(pairKey(accountId, index.setName(permissionSetArn)));
    const principal = { type: principalType, id: principalId };
    pair?.before.push(principal);
    pair?.after.set(principalId, principal);
  }
  for (const change of changes) {
    if (change.kind !== 'delete-assignment' && change.kind !== 'create-assignment') continue;
    const pair = touched.get(pairKey(change.accountId, change.permissionSet));
    if (change.kind === 'delete-assignment') pair?.after.delete(change.principalId);
    else pair?.after.set(change.principalId, { type: change.principalType, id: change.principalId });
  }
  const unread = index.snapshot.unknown.filter(({ part }) => part === 'memberships');
  const blind = ({ type, id }: PrincipalRef): boolean =>
    type === 'GROUP' &&
    (index.members === undefined || unread.some(({ groupId }) => groupId === undefined || groupId === id));
  const people = new Set<string>();
  const accounts = new Set<string>();
  let roles = 0;
  let uncertain = false;
  for (const { accountId, before, after } of touched.values()) {
    const still = new Set([...after.values()].flatMap((principal) => usersOf(index, principal)));
    uncertain ||= before.some((principal) => !after.has(principal.id) && blind(principal));
    for (const user of new Set(before.flatMap((principal) => usersOf(index, principal)))) {
      if (still.has(user)) continue;
      roles++;
      people.add(user);
      accounts.add(accountId);
    }
  }
  return { people: people.size, roles, accounts: accounts.size, uncertain };
}

function usersOf(index: AccessIndex, { type, id }: PrincipalRef): readonly string[] {
  if (type === 'GROUP') return index.members?.get(id) ?? [];
  return index.users.has(id) || !index.principalsKnown('USER') ? [id] : [];
}

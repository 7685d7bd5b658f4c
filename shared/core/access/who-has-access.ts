import type { AccessIndex } from './access-index.ts';
import { findAccount, findPermissionSet, findPrincipal, type Principal } from './find-by-name.ts';
import type { Assignment } from './model.ts';
import { type PersonBehind, peopleBehind } from './people-behind.ts';

/** One way by which somebody reaches a permission set in an account. */
export interface AccessPath extends PersonBehind {
  readonly accountId: string;
  readonly accountName: string;
  readonly permissionSet: string;
  readonly permissionSetArn: string;
}

/** Which part of the access is asked for; several narrow it down together. */
export interface AccessQuestion {
  readonly who?: string;
  readonly account?: string;
  readonly permissionSet?: string;
}

/**
 * Who has access, and why: each assignment that fits, opened into the people behind it.
 *
 * @param question names or ids
 * @returns one row a person and way: somebody assigned directly and through two groups has three rows
 * @throws WorkbenchError ERR_ACCESS_UNKNOWN_NAME, ERR_ACCESS_AMBIGUOUS
 */
export function whoHasAccess(index: AccessIndex, question: AccessQuestion): AccessPath[] {
  const accountId = question.account === undefined ? undefined : findAccount(index, question.account);
  const setArn =
    question.permissionSet === undefined ? undefined : findPermissionSet(index, question.permissionSet);
  const who = question.who === undefined ? undefined : findPrincipal(index, question.who);
  const rows: AccessPath[] = [];
  for (const assignment of candidates(index, accountId, setArn, who)) {
    if (accountId !== undefined && assignment.accountId !== accountId) continue;
    if (setArn !== undefined && assignment.permissionSetArn !== setArn) continue;
    for (const row of open(index, assignment))
      if (who?.type !== 'USER' || row.userId === who.id || row.reason === 'members-unknown') rows.push(row);
  }
  return rows.sort(
    (a, b) =>
      compare(a.accountName, b.accountName) ||
      compare(a.permissionSet, b.permissionSet) ||
      compare(a.principal, b.principal) ||
      compare(a.user ?? '', b.user ?? ''),
  );
}

/** The smallest list of assignments that holds every answer. */
function candidates(
  index: AccessIndex,
  accountId: string | undefined,
  setArn: string | undefined,
  who: Principal | undefined,
): readonly Assignment[] {
  if (who !== undefined) {
    const own = index.byPrincipal.get(who.id) ?? [];
    if (who.type === 'GROUP') return own;
    const unread = (index.snapshot.unknown ?? []).filter(({ part }) => part === 'memberships');
    // Where the members of a group are not known, this person may be one of them.
    const groups =
      index.groupsOfUser === undefined || unread.some(({ groupId }) => groupId === undefined)
        ? [...index.groups.keys()]
        : [
            ...(index.groupsOfUser.get(who.id) ?? []),
            ...unread.flatMap(({ groupId }) => (groupId === undefined ? [] : [groupId])),
          ];
    return [...own, ...groups.flatMap((group) => index.byPrincipal.get(group) ?? [])];
  }
  if (accountId !== undefined) return index.byAccount.get(accountId) ?? [];
  if (setArn !== undefined) return index.bySet.get(setArn) ?? [];
  return index.snapshot.assignments;
}

function open(index: AccessIndex, assignment: Assignment): AccessPath[] {
  const { accountId, permissionSetArn, principalType, principalId } = assignment;
  const place = {
    accountId,
    accountName: index.accountName(accountId),
    permissionSet: index.setName(permissionSetArn),
    permissionSetArn,
  };
  return peopleBehind(index, principalType, principalId, place);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

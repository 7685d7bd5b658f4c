import type { AccessIndex } from '../access-index.ts';
import type { Assignment } from '../model.ts';

/** The columns of an access report, in their order. */
export const ACCESS_COLUMNS = [
  'accountId',
  'accountName',
  'organizationalUnit',
  'permissionSet',
  'principalType',
  'principal',
  'principalId',
  'permissionSetArn',
] as const;

export type AccessRow = { readonly [Column in (typeof ACCESS_COLUMNS)[number]]: string };

/** @returns an assignment as a row; names are empty where they are not known */
function accessRow(
  index: AccessIndex,
  { accountId, permissionSetArn, principalType, principalId }: Assignment,
): AccessRow {
  const account = index.accounts.get(accountId);
  return {
    accountId,
    accountName: account?.name ?? '',
    organizationalUnit: index.tree.pathOf(account?.unitId) ?? '',
    permissionSet: index.setName(permissionSetArn),
    principalType,
    principal: index.principalName(principalType, principalId) ?? '',
    principalId,
    permissionSetArn,
  };
}

/** @returns the assignments that pass a filter, in the order that is asked for */
export function accessRowsOf(index: AccessIndex, rows: Iterable<number>): AccessRow[] {
  const { assignments } = index.snapshot;
  return [...rows].flatMap((row) => {
    const assignment = assignments[row];
    return assignment === undefined ? [] : [accessRow(index, assignment)];
  });
}

/** @returns one row an assignment, in a stable order */
export function accessRows(index: AccessIndex): AccessRow[] {
  return index.snapshot.assignments
    .map((assignment) => accessRow(index, assignment))
    .sort(
      (a, b) =>
        byText(a.accountId, b.accountId) ||
        byText(a.permissionSet, b.permissionSet) ||
        byText(a.principalType, b.principalType) ||
        byText(a.principalId, b.principalId),
    );
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

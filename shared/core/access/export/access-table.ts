import type { AccessIndex } from '../access-index.ts';

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

/** @returns one row an assignment, in a stable order; names are empty where they are not known */
export function accessRows(index: AccessIndex): AccessRow[] {
  return index.snapshot.assignments
    .map(({ accountId, permissionSetArn, principalType, principalId }) => {
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
    })
    .sort(
      (a, b) =>
        byText(a.accountId, b.accountId) ||
        byText(a.permissionSet, b.permissionSet) ||
        byText(a.principalType, b.principalType) ||
        byText(a.principalId, b.principalId),
    );
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

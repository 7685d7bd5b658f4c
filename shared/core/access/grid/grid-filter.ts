import type { PrincipalType } from '../model.ts';

/** What the table of assignments can be sorted and grouped by. */
export const GRID_KEYS = ['account', 'permission-set', 'principal'] as const;
export type GridKey = (typeof GRID_KEYS)[number];

/** Which assignments are shown; several members narrow it down together, several values of one member widen it. */
export interface GridFilter {
  /** Words that must all be found in the names or ids of account, unit, permission set or principal. */
  readonly text?: string;
  /** Paths of organizational units, with what is below them. */
  readonly units?: readonly string[];
  readonly accounts?: readonly string[];
  /** ARNs. */
  readonly permissionSets?: readonly string[];
  readonly principals?: readonly string[];
  readonly principalType?: PrincipalType;
  /** Only principals that no longer exist. */
  readonly deleted?: boolean;
}

/** One assignment for reading. */
export interface GridRow {
  readonly accountId: string;
  readonly accountName: string;
  /** Path of the organizational unit; empty where it is not known. */
  readonly unit: string;
  readonly permissionSetArn: string;
  readonly permissionSet: string;
  readonly principalType: PrincipalType;
  readonly principalId: string;
  readonly principal: string;
  /** True where the users or groups were read and this one is not among them. */
  readonly deleted: boolean;
}

/** All assignments of one account, permission set or principal, counted. */
export interface GridGroup {
  readonly id: string;
  readonly name: string;
  /** The unit of an account, the type of a principal. */
  readonly detail: string;
  readonly assignments: number;
  /** How many different ones of the other two keys. */
  readonly accounts: number;
  readonly permissionSets: number;
  readonly principals: number;
}

/** A value one can filter by, with how many assignments have it now. */
export interface Facet {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** Accounts by permission sets, as far as anybody is assigned there. */
export interface GridMatrix {
  /** Permission sets that are assigned anywhere, by name. */
  readonly columns: readonly { readonly id: string; readonly name: string; readonly assignments: number }[];
  readonly rows: readonly GridMatrixRow[];
}

interface GridMatrixRow {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly assignments: number;
  /** Number of the column and of the assignments there; absent columns have none. */
  readonly cells: readonly (readonly [column: number, assignments: number])[];
}

import type { LabState } from '../state.ts';
import type { Growth } from './growth.ts';
import { scaleAssignments } from './scale-assignments.ts';
import { addAccounts, addPermissionSets } from './scale-organization.ts';
import { addPeople } from './scale-people.ts';

/** How much is added to what a seed names. */
export interface Scale {
  readonly users: number;
  readonly groups: number;
  readonly accounts: number;
  readonly permissionSets: number;
  readonly assignments: number;
}

/** The most of each that a Lab is meant for. */
export const LARGEST_SCALE: Scale = {
  users: 200_000,
  groups: 10_000,
  accounts: 10_000,
  permissionSets: 2_000,
  assignments: 500_000,
};

/** @returns the members of a scale by name, in the order in which they are written */
export const SCALE_NAMES = ['users', 'groups', 'accounts', 'permissionSets', 'assignments'] as const;

/**
 * Adds generated people, groups, accounts, permission sets and assignments to a state, on the side of Entra and on that of
 * AWS alike: what is provisioned is in the directory, and assigned to the enterprise application.
 *
 * @throws RangeError where there are fewer combinations than assignments
 */
export function addScale(growth: Growth, state: LabState, scale: Scale): void {
  addPeople(growth, state, scale);
  addAccounts(growth, state, scale.accounts);
  addPermissionSets(growth, state, scale.permissionSets);
  scaleAssignments(growth, state, scale.assignments);
}

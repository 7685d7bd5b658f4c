import type { Scale } from '../../../shared/core/lab/scale.ts';
import type { LabState } from '../state.ts';
import type { Growth } from './growth.ts';
import { scaleAssignments } from './scale-assignments.ts';
import { addAccounts, addPermissionSets } from './scale-organization.ts';
import { addPeople } from './scale-people.ts';

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

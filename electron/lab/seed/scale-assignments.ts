import { type AssignedPrincipal, principalsOf } from '../aws/identity-center.ts';
import type { LabState } from '../state.ts';
import { assign } from './grow-aws.ts';
import type { Growth } from './growth.ts';

/** Fraction of assignments that go to a person instead of a group. */
const TO_USERS = 0.05;

/**
 * Gives out permission sets, mostly to groups, in any of the accounts.
 *
 * @throws RangeError where there are fewer combinations than that
 */
export function scaleAssignments(growth: Growth, state: LabState, count: number): void {
  if (count === 0) return;
  const { aws } = state;
  const random = growth.random.branch('scale assignments');
  const accounts = [...aws.organization.accounts.keys()];
  const sets = [...aws.identityCenter.permissionSets.values()];
  const groups = [...aws.identityStore.groups.keys()];
  const users = [...aws.identityStore.users.keys()];
  const free = accounts.length * sets.length * (groups.length + users.length) - assignmentsIn(state);
  if (count > free) {
    throw new RangeError(
      `there are ${free} further combinations of account, permission set and principal, so that ${count} assignments are too many`,
    );
  }
  let left = count;
  const take = (account: string, set: (typeof sets)[number], principal: Principal): void => {
    const taken = aws.identityCenter.assignments.get(account)?.get(set.arn);
    if (left === 0 || taken?.has(`${principal.type}:${principal.id}`) === true) return;
    assign(growth, aws, account, set, principal.type, principal.id);
    left -= 1;
  };
  const anyone = (): Principal =>
    users.length > 0 && (groups.length === 0 || random.chance(TO_USERS))
      ? { type: 'USER', id: random.pick(users) }
      : { type: 'GROUP', id: random.pick(groups) };
  // At random as long as most draws find something free; then, in a small organization, whatever is left in order.
  for (let draws = 4 * count; left > 0 && draws > 0; draws -= 1)
    take(random.pick(accounts), random.pick(sets), anyone());
  const everyone: readonly Principal[] = [
    ...groups.map((id) => ({ type: 'GROUP' as const, id })),
    ...users.map((id) => ({ type: 'USER' as const, id })),
  ];
  for (const account of accounts) {
    for (const set of sets) {
      if (left === 0) return;
      for (const principal of everyone) take(account, set, principal);
    }
  }
}

interface Principal {
  readonly type: AssignedPrincipal['principalType'];
  readonly id: string;
}

function assignmentsIn({ aws }: LabState): number {
  let sum = 0;
  for (const [account, sets] of aws.identityCenter.assignments) {
    for (const arn of sets.keys()) sum += principalsOf(aws.identityCenter, account, arn).size;
  }
  return sum;
}

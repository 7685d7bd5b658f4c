import type { LabGround } from '../platform/ground.ts';
import { SERVICES, type ServiceName } from '../platform/hosts.ts';
import type { LabState } from '../state.ts';

/** How much of everything there is. */
export interface LabCounts {
  readonly tenants: number;
  readonly users: number;
  readonly groups: number;
  readonly storeUsers: number;
  readonly storeGroups: number;
  readonly accounts: number;
  readonly permissionSets: number;
  readonly assignments: number;
}

/** @returns what a state holds, counted */
export function countsOf(state: LabState): LabCounts {
  const tenants = [...state.directory.tenants.values()];
  let assignments = 0;
  for (const sets of state.aws.identityCenter.assignments.values()) {
    for (const principals of sets.values()) assignments += principals.size;
  }
  return {
    tenants: tenants.length,
    users: tenants.reduce((sum, { users }) => sum + users.size, 0),
    groups: tenants.reduce((sum, { groups }) => sum + groups.size, 0),
    storeUsers: state.aws.identityStore.users.size,
    storeGroups: state.aws.identityStore.groups.size,
    accounts: state.aws.organization.accounts.size,
    permissionSets: state.aws.identityCenter.permissionSets.size,
    assignments,
  };
}

/** `GET /control`: the state of a Lab on one page. */
export function overviewOf(ground: LabGround): object {
  const { state, clock, addresses, limits, faults, log, pending } = ground;
  const services = Object.fromEntries(
    SERVICES.map((name: ServiceName) => [
      name,
      { loopback: addresses.loopback(name), real: addresses.real(name) },
    ]),
  );
  const [latest] = log.list(0, 1);
  return {
    seed: state.seed,
    clock: { now: new Date(clock.now()).toISOString(), ...clock.setting },
    rateLimit: limits.perSecond ?? 'off',
    settle: ground.settle,
    faults: faults.rules,
    services,
    connectProxy: addresses.connectProxy,
    counts: countsOf(state),
    pending: pending.list().length,
    lastRequest: latest?.id ?? 0,
  };
}

import type { FaultRule } from '../../../shared/core/lab/fault-rule.ts';
import type { LabGround } from '../platform/ground.ts';
import { SERVICES, type ServiceName } from '../platform/hosts.ts';
import type { LabClock } from '../platform/lab-clock.ts';
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

/** The state of a Lab on one page. */
export interface Overview {
  readonly seed: string;
  readonly clock: ToldClock;
  /** Requests a second and bucket. */
  readonly rateLimit: number | 'off';
  readonly settle: number;
  /** Whether AWS computes each request's signature, besides looking at its shape. */
  readonly checkSignatures: boolean;
  readonly faults: readonly FaultRule[];
  readonly services: Readonly<Record<string, { readonly loopback: string; readonly real: string }>>;
  readonly connectProxy: string;
  readonly counts: LabCounts;
  readonly pending: number;
  readonly lastRequest: number;
}

export interface ToldClock {
  /** ISO 8601 */
  readonly now: string;
  /** Milliseconds by which the Lab's time is ahead of the machine's. */
  readonly offset: number;
  readonly scale: number;
}

export function toldClock(clock: LabClock): ToldClock {
  return { now: new Date(clock.now()).toISOString(), ...clock.setting };
}

/** `GET /control`: the state of a Lab on one page. */
export function overviewOf(ground: LabGround): Overview {
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
    clock: toldClock(clock),
    rateLimit: limits.perSecond ?? 'off',
    settle: ground.settle,
    checkSignatures: state.aws.settings.checkSignatures,
    faults: faults.rules,
    services,
    connectProxy: addresses.connectProxy,
    counts: countsOf(state),
    pending: pending.list().length,
    lastRequest: latest?.id ?? 0,
  };
}

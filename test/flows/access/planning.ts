import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { AccessIndex } from '../../../shared/core/access/access-index.ts';
import { parseDesired } from '../../../shared/core/access/desired/parse-desired.ts';
import { resolveDesired } from '../../../shared/core/access/desired/resolve-desired.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import { makePlan, type PlanOptions } from '../../../shared/core/access/plan/make-plan.ts';
import type { AccessPlan } from '../../../shared/core/access/plan/plan.ts';
import type { MemoryIdentityCenter } from './memory-identity-center.ts';

/** The plan from a snapshot to a desired-state text. */
export function planTo(
  snapshot: AccessSnapshot,
  yaml: string,
  options: Partial<PlanOptions> = {},
): AccessPlan {
  const index = new AccessIndex(snapshot);
  return makePlan(index, resolveDesired(parseDesired(yaml), index), { now: 0, ...options }, nodeCrypto);
}

/** What an organization in memory looks like now, without a call. */
export function snapshotOf(center: MemoryIdentityCenter): AccessSnapshot {
  const { state } = center;
  return {
    ...state.seed,
    permissionSets: [...state.sets.values()],
    provisioned: [...state.provisioned.values()].map(({ accountId, permissionSetArn }) => ({
      accountId,
      permissionSetArn,
    })),
    outdated: [...state.provisioned.values()]
      .filter(({ permissionSetArn, version }) => version !== state.versions.get(permissionSetArn))
      .map(({ accountId, permissionSetArn }) => ({ accountId, permissionSetArn })),
    assignments: [...state.assignments.values()],
  };
}

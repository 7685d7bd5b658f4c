import { CALLS_PER_SECOND } from '../call-counts.ts';
import { QUOTAS } from '../quotas.ts';
import { type Change, settles } from './change.ts';
import type { PlanEstimate } from './plan.ts';

/** Seconds AWS needs for one account assignment or provisioning, as its own samples show. */
const SETTLE_SECONDS = 3;
/** One list of statuses answers for all that is outstanding; it is asked about this often. */
const POLLS_PER_SECOND = 2;

/**
 * @returns how many calls the changes need and how long they take at least: by the request rate, by the number of assignments
 *   that may be outstanding, by the account with the most of them (one at a time), and by provisioning
 */
export function estimatePlan(
  changes: readonly Change[],
  settleSeconds: number = SETTLE_SECONDS,
): PlanEstimate {
  const perAccount = new Map<string, number>();
  let assignments = 0;
  let provisionings = 0;
  for (const change of changes) {
    if (!settles(change)) continue;
    if (change.kind === 'provision-permission-set') {
      provisionings++;
      continue;
    }
    assignments++;
    perAccount.set(change.accountId, (perAccount.get(change.accountId) ?? 0) + 1);
  }
  const largest = Math.max(0, ...perAccount.values());
  const settling =
    Math.max((assignments * settleSeconds) / QUOTAS.assignmentsOutstanding, largest * settleSeconds) +
    Math.ceil(provisionings / QUOTAS.provisioningsOutstanding) * settleSeconds;
  const calls = changes.length + Math.ceil(settling * POLLS_PER_SECOND);
  return { calls, seconds: Math.ceil(Math.max(calls / CALLS_PER_SECOND, settling)) };
}

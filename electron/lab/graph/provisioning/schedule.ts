import type { PendingState } from '../../platform/pending.ts';
import type { Quarantine, SynchronizationJob } from '../state.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** From the start of one cycle to the start of the next (facts/microsoft.md section 2). */
const CYCLE = 40 * MINUTE;
/** How often a running cycle is looked after, so that one a snapshot cut off is taken up. */
export const WATCH = MINUTE;
/** Kind of the pending events of provisioning; there is one for each job at most. */
export const TICK = 'graph.provisioning';

const RETRIES = [6 * HOUR, 12 * HOUR, 24 * HOUR];
const GIVE_UP = 28 * 24 * HOUR;

/** The events of a Lab whose first cycle is due. */
export function firstCycle(job: SynchronizationJob, now: number): PendingState {
  return { next: 2, events: [{ due: now + CYCLE, order: 1, kind: TICK, data: { jobId: job.id } }] };
}

/**
 * When the next cycle starts. Where the clock was moved far, cycles that could only find what the last one found are left
 * out: nothing else changes while nobody asks.
 *
 * @param due when this cycle was due, and `ended` when it was over
 * @param now the Lab's time
 * @param moments from which a cycle would find something to do: an object to be tried again or deleted
 */
export function nextCycle(due: number, ended: number, now: number, moments: readonly number[]): number {
  const until = moments.map((moment) => Math.ceil((moment - due) / CYCLE));
  const slots = Math.max(1, Math.min(Math.floor((now - due) / CYCLE), ...until));
  return Math.max(due + slots * CYCLE, ended);
}

/**
 * A quarantine after one more failed attempt: retries after 6, 12 and 24 hours, then daily for 28 days.
 *
 * @returns undefined as the next attempt where the job is to be disabled
 */
export function prolonged(
  before: Quarantine | undefined,
  why: Pick<Quarantine, 'reason' | 'error'>,
  now: number,
): { readonly quarantine: Quarantine; readonly isOver: boolean } {
  const began = before?.began ?? now;
  const attempts = (before?.attempts ?? 0) + 1;
  const delay = RETRIES[attempts - 1] ?? 24 * HOUR;
  return {
    quarantine: { ...why, began, attempts, nextAttempt: now + delay },
    isOver: now - began >= GIVE_UP,
  };
}

const JUDGED_FROM = 5_000;
const MOST_FAILURES = 40_000;
const MOST_WITH_REFERENCES = 60_000;
const MOST_PROPORTION = 0.4;

/**
 * Tells whether so many objects fail that the job goes into quarantine.
 *
 * @param failures objects in escrow, those that fail for a reference among them
 * @param total objects in scope
 */
export function tripsThreshold(failures: number, references: number, total: number): boolean {
  if (failures < JUDGED_FROM) return false;
  if (failures > MOST_WITH_REFERENCES || failures - references > MOST_FAILURES) return true;
  return total > 0 && failures / total > MOST_PROPORTION;
}

/**
 * When an object that failed is tried again although nothing changed: after one, two, four cycles and so on, daily in the
 * end. A minute less, because it fails some moments after its cycle began.
 *
 * @param attempts failed ones so far
 */
export function escrowDelay(attempts: number): number {
  return Math.min(CYCLE * 2 ** (attempts - 1), 24 * HOUR) - MINUTE;
}

export const ESCROW_LIFETIME = GIVE_UP;

/** Entra keeps a deleted user for 30 days; only then is it deleted in the application as well. */
export const KEPT_DELETED = 30 * 24 * HOUR;

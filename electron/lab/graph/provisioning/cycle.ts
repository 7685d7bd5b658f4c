import type { Escrow } from '../state.ts';
import type { Outcome } from './outcome.ts';
import { BY_ITSELF, logOutcome } from './provisioning-log.ts';
import { ESCROW_LIFETIME, escrowDelay } from './schedule.ts';
import { syncGroup, wantedGroup } from './sync-group.ts';
import { syncUser, wantedUser } from './sync-user.ts';
import type { Work } from './work.ts';

/** A connection that is lost once is no reason for hours of quarantine. */
const PATIENCE = 2;

/** What a whole cycle came to. */
export interface CycleResult {
  readonly entitled: number;
  readonly imported: number;
  readonly exported: number;
}

/** Runs something with an object that nothing else may touch meanwhile. */
export type Exclusive = <T>(objectId: string, run: () => Promise<T>) => Promise<T>;

/**
 * Brings everybody in step, users before groups: those in scope, and those that were provisioned and no longer are.
 *
 * @throws TargetUnusable, Abandoned
 */
export async function runCycle(work: Work, cycleId: string, exclusive: Exclusive): Promise<CycleResult> {
  const { memory } = work.job;
  await work.target.probe(PATIENCE);
  prune(work);
  let exported = 0;
  const known = (type: 'User' | 'Group') =>
    [...memory.objects].filter(([, object]) => object.type === type).map(([id]) => id);
  const users = new Set([...work.scope.users.keys(), ...known('User')]);
  const groups = new Set([...work.scope.groups.keys(), ...known('Group')]);
  for (const id of [...users, ...groups]) {
    const isUser = users.has(id);
    if (!isDue(work, id, isUser)) continue;
    const outcome = await exclusive(id, async () => {
      const began = work.now();
      const made = isUser ? await syncUser(work, id) : await syncGroup(work, id);
      if (made.status !== 'Skipped') logOutcome(work, made, { cycleId, initiatedBy: BY_ITSELF }, began);
      return made;
    });
    settle(work, outcome);
    if (outcome.status === 'Success') exported += 1;
  }
  return {
    entitled: work.scope.users.size + work.scope.groups.size,
    imported: users.size + groups.size,
    exported,
  };
}

/** What failed is left alone until its time has come or it has changed in Entra. */
function isDue(work: Work, id: string, isUser: boolean): boolean {
  const escrow = work.job.memory.escrows.get(id);
  if (escrow === undefined || escrow.nextAttempt <= work.now()) return true;
  return escrow.fingerprint !== fingerprint(work, id, isUser ? 'User' : 'Group');
}

/** Puts into escrow what failed and takes out what did not. */
export function settle(work: Work, outcome: Outcome): void {
  const { escrows } = work.job.memory;
  const { failure, sourceId, type } = outcome;
  if (outcome.status !== 'Failure' || failure === undefined) {
    escrows.delete(sourceId);
    return;
  }
  const before = escrows.get(sourceId);
  const attempts = (before?.attempts ?? 0) + 1;
  const escrow: Escrow = {
    type,
    since: before?.since ?? work.now(),
    attempts,
    nextAttempt: work.now() + escrowDelay(attempts),
    code: failure.code,
    isReference: failure.isReference,
    fingerprint: fingerprint(work, sourceId, type),
  };
  escrows.set(sourceId, escrow);
}

function fingerprint(work: Work, id: string, type: 'User' | 'Group'): string {
  if (type === 'User') return JSON.stringify([work.scope.users.has(id), wantedUser(work, id) ?? null]);
  const members = [...(work.scope.groups.get(id)?.members ?? [])];
  return JSON.stringify([wantedGroup(work, id) ?? null, members]);
}

function prune(work: Work): void {
  const { memory } = work.job;
  for (const [id, { since }] of memory.escrows) {
    if (work.now() - since < ESCROW_LIFETIME) continue;
    memory.escrows.delete(id);
    memory.escrowsPruned = true;
  }
}

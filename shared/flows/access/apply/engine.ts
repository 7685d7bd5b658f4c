import { type Change, changeText } from '../../../core/access/plan/change.ts';
import { estimatePlan } from '../../../core/access/plan/estimate.ts';
import { QUOTAS } from '../../../core/access/quotas.ts';
import { toWireError, type WireError } from '../../../core/errors/workbench-error.ts';
import { workPool } from '../work-pool.ts';
import type { ApplyContext } from './apply-context.ts';
import type { ApplyLog } from './apply-log.ts';
import { type AssignmentChange, AssignmentQueue } from './assignment-queue.ts';
import { ChangeRunner } from './change-runner.ts';
import type { PauseGate } from './pause-gate.ts';

/** How far an apply is. */
export interface ApplyProgress {
  readonly applied: number;
  readonly failed: number;
  readonly total: number;
  /** Changes under way. */
  readonly outstanding: number;
  /** Seconds until all is done, at the least. */
  readonly etaSeconds: number;
  /** The change that ended last. */
  readonly last?: { readonly change: string; readonly done: boolean };
}

/** How an apply ended, apart from what the log knows of each change. */
export interface EngineEnd {
  readonly cancelled: boolean;
  /** What ended the run before its time. */
  readonly stopped?: WireError;
}

type SetState = 'waiting' | 'ready' | 'failed';

const BLOCKED = 'ERR_ACCESS_BLOCKED';

/**
 * Carries a plan's changes out: those of permission sets each in their order, sets beside one another; assignments as soon as their
 * set is ready, at most 15 at once and one an account; deletions of sets last.
 */
export class ApplyEngine {
  readonly #context: ApplyContext;
  readonly #log: ApplyLog;
  readonly #runner: ChangeRunner;
  readonly #changes: readonly Change[];
  readonly #progress: (progress: ApplyProgress) => void;
  readonly #sets = new Map<string, SetState>();
  /** Assignments of a set that must be taken away before it can be deleted: those to come, and whether one failed. */
  readonly #undeleted = new Map<string, { pending: number; failed: boolean }>();
  readonly #todo: readonly Change[];
  readonly #estimate: number;
  #applied: number;
  #failed = 0;
  #waiting: (() => void)[] = [];
  #outstanding = 0;
  #failure: { readonly thrown: unknown } | undefined;

  constructor(
    context: ApplyContext,
    log: ApplyLog,
    gate: PauseGate,
    changes: readonly Change[],
    progress: (progress: ApplyProgress) => void,
  ) {
    this.#context = context;
    this.#log = log;
    this.#runner = new ChangeRunner(context, log, gate);
    this.#changes = changes;
    this.#progress = progress;
    this.#todo = changes.filter(({ id }) => log.of(id)?.state !== 'done');
    this.#applied = changes.length - this.#todo.length;
    this.#estimate = estimatePlan(this.#todo).seconds;
  }

  async run(): Promise<EngineEnd> {
    const chains = new Map<string, Change[]>();
    const assignments: AssignmentChange[] = [];
    const deletions: Change[] = [];
    for (const change of this.#todo) {
      if (isAssignment(change)) {
        assignments.push(change);
        if (change.kind === 'delete-assignment') this.#deletionsOf(change.permissionSet).pending++;
      } else if (change.kind === 'delete-permission-set') deletions.push(change);
      else chains.set(change.permissionSet, [...(chains.get(change.permissionSet) ?? []), change]);
    }
    for (const name of chains.keys()) this.#sets.set(name, 'waiting');
    const queue = new AssignmentQueue(inOrder(assignments, this.#log), (change) => this.#isReady(change));
    await Promise.allSettled([
      this.#guard(() =>
        workPool([...chains.values()], QUOTAS.provisioningsOutstanding, (chain) => this.#runChain(chain)),
      ),
      ...Array.from({ length: QUOTAS.assignmentsOutstanding }, () => this.#guard(() => this.#runLane(queue))),
      this.#guard(() => this.#runDeletions(deletions)),
    ]);
    const { signal } = this.#context;
    if (signal.aborted) return { cancelled: true };
    return this.#failure === undefined
      ? { cancelled: false }
      : { cancelled: false, stopped: toWireError(this.#failure.thrown) };
  }

  /** The first failure ends all lanes: what is under way is in the journal. */
  async #guard(lane: () => Promise<void>): Promise<void> {
    try {
      await lane();
    } catch (thrown) {
      this.#failure ??= { thrown };
      this.#wake();
    }
  }

  async #runChain(chain: readonly Change[]): Promise<void> {
    let broken: Change | undefined;
    for (const change of chain) {
      if (this.#failure !== undefined) return;
      if (broken !== undefined) await this.#block(change, broken);
      else if (!(await this.#one(change))) broken = change;
    }
    const [first] = chain;
    if (first !== undefined) this.#sets.set(first.permissionSet, broken === undefined ? 'ready' : 'failed');
    this.#wake();
  }

  async #runLane(queue: AssignmentQueue): Promise<void> {
    while (this.#failure === undefined && queue.size > 0) {
      const change = queue.take();
      if (change === undefined) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        this.#context.signal.throwIfAborted();
        continue;
      }
      try {
        const setFailed =
          change.kind === 'create-assignment' && this.#sets.get(change.permissionSet) === 'failed';
        if (setFailed) await this.#block(change);
        else {
          const done = await this.#one(change);
          if (change.kind === 'delete-assignment') {
            const deletions = this.#deletionsOf(change.permissionSet);
            deletions.pending--;
            deletions.failed ||= !done;
          }
        }
      } finally {
        queue.release(change);
        this.#wake();
      }
    }
    this.#wake();
  }

  async #runDeletions(deletions: readonly Change[]): Promise<void> {
    for (const change of deletions) {
      const deletions = this.#deletionsOf(change.permissionSet);
      while (deletions.pending > 0 && this.#failure === undefined) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        this.#context.signal.throwIfAborted();
      }
      if (this.#failure !== undefined) return;
      if (deletions.failed) await this.#block(change);
      else await this.#one(change);
    }
  }

  async #one(change: Change): Promise<boolean> {
    this.#outstanding++;
    try {
      const done = await this.#runner.run(change);
      this.#ended(change, done);
      return done;
    } finally {
      this.#outstanding--;
    }
  }

  async #block(change: Change, by?: Change): Promise<void> {
    const cause = by === undefined ? `another change of ${change.permissionSet}` : changeText(by);
    await this.#log.note(change.id, {
      event: 'failed',
      code: BLOCKED,
      reason: `It needs what failed: ${cause}.`,
    });
    this.#ended(change, false);
  }

  #ended(change: Change, done: boolean): void {
    if (done) this.#applied++;
    else this.#failed++;
    const left = this.#changes.length - this.#applied - this.#failed;
    this.#progress({
      applied: this.#applied,
      failed: this.#failed,
      total: this.#changes.length,
      outstanding: this.#outstanding,
      etaSeconds: Math.ceil((this.#estimate * left) / Math.max(1, this.#todo.length)),
      last: { change: changeText(change), done },
    });
  }

  #isReady(change: AssignmentChange): boolean {
    return change.kind === 'delete-assignment' || this.#sets.get(change.permissionSet) !== 'waiting';
  }

  #deletionsOf(permissionSet: string): { pending: number; failed: boolean } {
    const found = this.#undeleted.get(permissionSet) ?? { pending: 0, failed: false };
    this.#undeleted.set(permissionSet, found);
    return found;
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }
}

function isAssignment(change: Change): change is AssignmentChange {
  return change.kind === 'create-assignment' || change.kind === 'delete-assignment';
}

/** What AWS may be working on already goes first; then what gives access, then what takes it away. */
function inOrder(changes: readonly AssignmentChange[], log: ApplyLog): AssignmentChange[] {
  const rank = ({ id, kind }: AssignmentChange): number => {
    const state = log.of(id)?.state;
    if (state === 'accepted' || state === 'unknown') return 0;
    return kind === 'create-assignment' ? 1 : 2;
  };
  return changes
    .map((change, position) => ({ change, position, rank: rank(change) }))
    .sort((a, b) => a.rank - b.rank || a.position - b.position)
    .map(({ change }) => change);
}

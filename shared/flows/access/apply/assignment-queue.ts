import type { Change } from '../../../core/access/plan/change.ts';

export type AssignmentChange = Extract<Change, { readonly kind: 'create-assignment' | 'delete-assignment' }>;

/**
 * Which assignment comes next: one an account at a time, and of the accounts that are free the one with most to do, because the
 * account with the longest queue decides when everything is done.
 */
export class AssignmentQueue {
  readonly #queues = new Map<string, AssignmentChange[]>();
  readonly #busy = new Set<string>();
  readonly #ready: (change: AssignmentChange) => boolean;

  /**
   * @param changes in the order in which each account's shall be made
   * @param ready false for a change that must still wait for its permission set
   */
  constructor(changes: readonly AssignmentChange[], ready: (change: AssignmentChange) => boolean) {
    this.#ready = ready;
    for (const change of changes) {
      const queue = this.#queues.get(change.accountId);
      if (queue === undefined) this.#queues.set(change.accountId, [change]);
      else queue.push(change);
    }
  }

  get size(): number {
    let size = 0;
    for (const queue of this.#queues.values()) size += queue.length;
    return size;
  }

  /** @returns a change whose account is now busy until release(); undefined where none can begin at the moment */
  take(): AssignmentChange | undefined {
    let best: { readonly queue: AssignmentChange[]; readonly position: number } | undefined;
    for (const [accountId, queue] of this.#queues) {
      if (this.#busy.has(accountId) || queue.length <= (best?.queue.length ?? 0)) continue;
      const position = queue.findIndex(this.#ready);
      if (position >= 0) best = { queue, position };
    }
    if (best === undefined) return undefined;
    const [change] = best.queue.splice(best.position, 1);
    if (change !== undefined) this.#busy.add(change.accountId);
    return change;
  }

  release(change: AssignmentChange): void {
    this.#busy.delete(change.accountId);
    if (this.#queues.get(change.accountId)?.length === 0) this.#queues.delete(change.accountId);
  }
}

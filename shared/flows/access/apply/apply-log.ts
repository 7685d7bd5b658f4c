import type { ChangeProgress } from '../../../core/access/journal/read-journal.ts';
import type { JournalHeader, JournalRecord } from '../../../core/access/journal/records.ts';
import type { AccessPlan } from '../../../core/access/plan/plan.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Journal } from '../../../ports/journal.ts';

type Event = JournalRecord extends infer R
  ? R extends JournalRecord
    ? Omit<R, 'at' | 'change'>
    : never
  : never;

/** What is known of every change, written to the journal before anybody relies on it. */
export class ApplyLog {
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #progress: Map<string, ChangeProgress>;

  /** @param progress what an earlier process wrote */
  constructor(journal: Journal, clock: Clock, progress: ReadonlyMap<string, ChangeProgress>) {
    this.#journal = journal;
    this.#clock = clock;
    this.#progress = new Map(progress);
  }

  of(change: string): ChangeProgress | undefined {
    return this.#progress.get(change);
  }

  /** Request ids of all operations this journal knows. */
  requestIds(): Set<string> {
    const ids = new Set<string>();
    for (const progress of this.#progress.values())
      if (progress.state === 'accepted') ids.add(progress.requestId);
    return ids;
  }

  async begin(plan: AccessPlan): Promise<void> {
    const header: JournalHeader = { journal: 'access', version: 1, at: this.#now(), plan };
    await this.#journal.append(JSON.stringify(header));
  }

  /** Resolves when the event is on the disk. */
  async note(change: string, event: Event): Promise<void> {
    await this.#journal.append(JSON.stringify({ at: this.#now(), change, ...event }));
    switch (event.event) {
      case 'sending':
        this.#progress.set(change, { state: 'unknown' });
        break;
      case 'accepted':
        this.#progress.set(change, { state: 'accepted', requestId: event.requestId });
        break;
      case 'done':
        this.#progress.set(change, { state: 'done', ...(event.arn === undefined ? {} : { arn: event.arn }) });
        break;
      case 'failed':
        this.#progress.set(change, { state: 'failed', code: event.code, reason: event.reason });
        break;
    }
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}

import type { LabClock } from './lab-clock.ts';

/** Something that happens later: an assignment that settles, a cycle that starts. Data only, so that a snapshot keeps it. */
export interface PendingEvent {
  /** Epoch milliseconds of the Lab's time. */
  readonly due: number;
  readonly order: number;
  /** `service.what`, such as `sso-admin.create-assignment`. */
  readonly kind: string;
  readonly data: unknown;
}

export interface PendingState {
  next: number;
  events: PendingEvent[];
}

type Handler = (data: unknown, due: number) => void;

/**
 * What the Lab still has to do, in the order in which it falls due. It is done before the next request is answered, each
 * event at its own moment, so that the pace of time decides nothing; a timer does it too, for what nobody asks about.
 */
export class PendingEvents {
  readonly #clock: LabClock;
  readonly #state: () => PendingState;
  readonly #report: (thrown: unknown) => void;
  readonly #handlers = new Map<string, Handler>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  /** @param report is told of a handler that failed: neither a request nor the process ends by that */
  constructor(clock: LabClock, state: () => PendingState, report: (thrown: unknown) => void) {
    this.#clock = clock;
    this.#state = state;
    this.#report = report;
  }

  /** @param handler runs with the clock at the moment the event was due; long work is started, not awaited */
  on(kind: string, handler: Handler): void {
    this.#handlers.set(kind, handler);
  }

  /** @param due epoch milliseconds of the Lab's time; what is due together happens in the order it was added */
  add(due: number, kind: string, data: unknown): void {
    const state = this.#state();
    const event = { due, order: state.next, kind, data };
    state.next += 1;
    const { events } = state;
    let low = 0;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((events[middle]?.due ?? 0) <= due) low = middle + 1;
      else high = middle;
    }
    events.splice(low, 0, event);
    if (low === 0 && !this.#running) this.#arm();
  }

  /** @returns what waits, soonest first */
  list(): readonly PendingEvent[] {
    return this.#state().events;
  }

  /** Takes back what has not happened yet. */
  remove(unwanted: (event: PendingEvent) => boolean): void {
    const state = this.#state();
    state.events = state.events.filter((event) => !unwanted(event));
  }

  /** Does everything that is due by now. */
  runDue(): void {
    if (this.#running) return;
    this.#running = true;
    try {
      for (;;) {
        const [first] = this.#state().events;
        if (first === undefined || first.due > this.#clock.now()) break;
        this.#state().events.shift();
        try {
          this.#clock.at(first.due, () => this.#handlers.get(first.kind)?.(first.data, first.due));
        } catch (thrown) {
          this.#report(thrown);
        }
      }
    } finally {
      this.#running = false;
      this.#arm();
    }
  }

  /** Wakes up for the next event although nobody asks; also to be called after the clock was moved. */
  #arm(): void {
    clearTimeout(this.#timer);
    const [first] = this.#state().events;
    if (first === undefined) return;
    const wait = Math.min(this.#clock.machineTime(first.due - this.#clock.now()) + 1, 2 ** 30);
    this.#timer = setTimeout(() => this.runDue(), wait);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

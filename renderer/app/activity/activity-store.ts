import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** One piece of work the reader may want to follow or stop. */
export interface Activity {
  readonly id: number;
  readonly title: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Milliseconds it took, once it ended. */
  readonly took: number | undefined;
  readonly queryKey: QueryKey;
}

const KEPT = 30;

/** Channels whose work is worth following; what is done in a moment is not. */
const TITLES: Readonly<Record<string, string>> = {
  'inspector.inspect': 'Inspection',
  'inspector.inspectFile': 'Inspection of a file',
  'inspector.selfTest': 'Self-test',
};

/** What is running, and what ran lately; read off the one query client, so that no page has to report anything. */
export class ActivityStore {
  #activities: readonly Activity[] = [];
  #ids = 0;
  readonly #started = new Map<string, { readonly id: number; readonly at: number }>();
  readonly #listeners = new Set<() => void>();
  readonly #client: QueryClient;

  constructor(client: QueryClient) {
    this.#client = client;
    client.getQueryCache().subscribe((event) => {
      const { queryHash, queryKey, state } = event.query;
      const title = TITLES[String(queryKey[0])];
      if (title === undefined) return;
      const running = this.#started.get(queryHash);
      if (event.type === 'removed') this.#end(queryHash, 'cancelled');
      else if (state.fetchStatus === 'fetching' && running === undefined)
        this.#begin(queryHash, queryKey, title);
      else if (state.fetchStatus === 'idle' && running !== undefined) {
        this.#end(
          queryHash,
          state.status === 'success' ? 'done' : state.status === 'error' ? 'failed' : 'cancelled',
        );
      }
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): readonly Activity[] => this.#activities;

  cancel(activity: Activity): void {
    void this.#client.cancelQueries({ queryKey: activity.queryKey });
  }

  #begin(hash: string, queryKey: QueryKey, title: string): void {
    this.#ids += 1;
    this.#started.set(hash, { id: this.#ids, at: performance.now() });
    const begun: Activity = { id: this.#ids, title, state: 'running', took: undefined, queryKey };
    this.#publish([begun, ...this.#activities].slice(0, KEPT));
  }

  #end(hash: string, state: Activity['state']): void {
    const started = this.#started.get(hash);
    if (started === undefined) return;
    this.#started.delete(hash);
    const took = performance.now() - started.at;
    this.#publish(
      this.#activities.map((known) => (known.id === started.id ? { ...known, state, took } : known)),
    );
  }

  #publish(activities: readonly Activity[]): void {
    this.#activities = activities;
    for (const listener of this.#listeners) listener();
  }
}

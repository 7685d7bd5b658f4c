/** Something the reader should know that belongs to no page. */
export interface Notice {
  readonly id: string;
  readonly tone: 'info' | 'warning';
  readonly text: string;
  /** False for what stays true as long as the window is open. */
  readonly dismissible: boolean;
  /** The one thing that can be done about it; it then goes away. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** The notices above every page, each once. */
export class NoticeStore {
  #notices: readonly Notice[] = [];
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): readonly Notice[] => this.#notices;

  add(notice: Notice): void {
    this.#publish([...this.#notices.filter((known) => known.id !== notice.id), notice]);
  }

  dismiss(id: string): void {
    if (!this.#notices.some((known) => known.id === id)) return;
    this.#publish(this.#notices.filter((known) => known.id !== id));
  }

  #publish(notices: readonly Notice[]): void {
    this.#notices = notices;
    for (const listener of this.#listeners) listener();
  }
}

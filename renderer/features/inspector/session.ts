import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import { DEFAULT_INSPECT_OPTIONS, type InspectOptions } from '../../../shared/core/inspector/options.ts';
import { type TakenFile, takenFile } from './taken-file.ts';

/** What React sees of the session; a new object for each run, never for a keystroke. */
export interface SessionSnapshot {
  /** Grows with every change that needs a new verdict. */
  readonly revision: number;
  readonly empty: boolean;
  /** True while the last change waits for the reader to pause. */
  readonly settling: boolean;
  /** UTF-16 code units. */
  readonly length: number;
  /** A file name, or a sample's title. */
  readonly source: string | undefined;
  /** Grows when the text was replaced by something other than typing, so that the field takes it over. */
  readonly replaced: number;
  /** Grows when the options were set by something other than their own fields. */
  readonly optionsReplaced: number;
  /** True while a sample's or link's options stand in place of the reader's own. */
  readonly borrowed: boolean;
  /** The file that stands in place of a text; its number grows with each. */
  readonly file: { readonly name: string; readonly size: number; readonly number: number } | undefined;
  /** Why a file could not be taken in; until the next text. */
  readonly refused: WireError | undefined;
  /** The message that is compared with another, until the next text. */
  readonly comparing: number | undefined;
  /** True while what was inspected before is shown. */
  readonly historyShown: boolean;
}

const START: SessionSnapshot = {
  revision: 0,
  empty: true,
  settling: false,
  length: 0,
  source: undefined,
  replaced: 0,
  optionsReplaced: 0,
  borrowed: false,
  file: undefined,
  refused: undefined,
  comparing: undefined,
  historyShown: false,
};

/** A pause in typing after which the text is judged; longer texts wait longer because each run costs more. */
function pauseFor(length: number): number {
  return length > 1_000_000 ? 500 : length > 100_000 ? 300 : 150;
}

/**
 * What is being inspected. It lives outside React because texts of many megabytes must never be copied into state, and
 * outside the page because leaving the page must not lose them.
 */
export class InspectorSession {
  #text = '';
  #file: File | undefined;
  #files = 0;
  #options: InspectOptions = DEFAULT_INSPECT_OPTIONS;
  #own: InspectOptions = DEFAULT_INSPECT_OPTIONS;
  #snapshot = START;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): SessionSnapshot => this.#snapshot;

  get text(): string {
    return this.#text;
  }

  /** What is inspected in place of the text. */
  get file(): File | undefined {
    return this.#file;
  }

  /** The options the text is judged with. */
  get options(): InspectOptions {
    return this.#options;
  }

  /** The reader's own options, which a sample may be covering. */
  get ownOptions(): InspectOptions {
    return this.#own;
  }

  /** Takes what was typed; judged after a pause. */
  type(text: string): void {
    this.#text = text;
    this.#file = undefined;
    this.#files += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#settle({}), pauseFor(text.length));
    const { empty, source, settling } = this.#snapshot;
    if (empty !== (text === '') || source !== undefined || !settling)
      this.#publish({ settling: true, source: undefined, refused: undefined, file: undefined });
  }

  /**
   * Replaces the text at once: a paste, a dropped or opened file, a sample.
   *
   * @param borrowed options that come with the text; without them the reader's own apply again
   */
  replace(text: string, source?: string, borrowed?: InspectOptions): void {
    this.#text = text;
    this.#file = undefined;
    this.#files += 1;
    const turn = {
      source,
      replaced: this.#snapshot.replaced + 1,
      refused: undefined,
      file: undefined,
      comparing: undefined,
    };
    if (borrowed === undefined && !this.#snapshot.borrowed) {
      this.#settle(turn);
      return;
    }
    this.#options = borrowed ?? this.#own;
    this.#settle({ ...turn, borrowed: borrowed !== undefined, ...this.#optionsTurn() });
  }

  /** Takes a file that was dropped or chosen, unless something else comes before it could be looked at. */
  async openFile(file: File): Promise<void> {
    this.#files += 1;
    const number = this.#files;
    const taken = await takenFile(file);
    if (this.#files === number) this.take(taken);
  }

  /** Takes what a file holds, or the file itself, or remembers why it cannot be read. */
  take(taken: TakenFile): void {
    this.replace('text' in taken ? taken.text : '', taken.name);
    if ('error' in taken) this.#publish({ refused: taken.error });
    if (!('file' in taken)) return;
    this.#file = taken.file;
    const { name, size } = taken.file;
    this.#publish({ file: { name, size, number: this.#files } });
  }

  /** Shows a message beside another, or ends that. */
  compare(index: number | undefined): void {
    this.#publish({ comparing: index });
  }

  /** Shows what was inspected before, or ends that. */
  showHistory(historyShown: boolean): void {
    this.#publish({ historyShown });
  }

  /** Inspects again what is there already. */
  again(): void {
    this.#settle({});
  }

  /** Takes the options from their own fields. */
  setOptions(options: InspectOptions): void {
    if (JSON.stringify(options) === JSON.stringify(this.#options)) return;
    this.#options = options;
    if (!this.#snapshot.borrowed) this.#own = options;
    this.#settle({});
  }

  /** Sets the reader's own options from outside their fields: what was saved, a key that was found in the input. */
  setOwnOptions(options: InspectOptions): void {
    this.#own = options;
    if (!this.#snapshot.borrowed) this.returnToOwnOptions();
  }

  /** Judges with the reader's own options again. */
  returnToOwnOptions(): void {
    this.#options = this.#own;
    this.#settle({ borrowed: false, ...this.#optionsTurn() });
  }

  #optionsTurn(): Partial<SessionSnapshot> {
    return { optionsReplaced: this.#snapshot.optionsReplaced + 1 };
  }

  #settle(change: Partial<SessionSnapshot>): void {
    clearTimeout(this.#timer);
    this.#publish({ ...change, settling: false, revision: this.#snapshot.revision + 1 });
  }

  #publish(change: Partial<SessionSnapshot>): void {
    const { length } = this.#text;
    const empty = length === 0 && this.#file === undefined;
    this.#snapshot = { ...this.#snapshot, ...change, length, empty };
    for (const listener of this.#listeners) listener();
  }
}

import { clipboardKind } from '../../../shared/core/inspector/clipboard-kind.ts';

/** Something to inspect, and what it looks like. */
export interface ClipboardOffer {
  readonly text: string;
  readonly kind: string;
}

/** Characters that make a text's mark. */
const MARKED = 1_000_000;

/** A number that tells texts apart (FNV-1a), so that none has to be remembered. */
function markOf(text: string): number {
  let mark = 0x811c9dc5 ^ text.length;
  for (let at = 0; at < text.length && at < MARKED; at += 1)
    mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
  return mark;
}

/** Marks kept of what was inspected. */
const KEPT = 100;

/** Looks into the clipboard when asked, and offers each text once. */
export class ClipboardWatch {
  readonly #read: () => Promise<string>;
  readonly #inspected = new Set<number>();
  #last: number | undefined;

  /** @param read gives the clipboard's text; empty while the window has no focus */
  constructor(read: () => Promise<string>) {
    this.#read = read;
  }

  /** Remembers that a text was inspected, so that it is not offered afterwards. */
  know(text: string): void {
    const [oldest] = this.#inspected;
    if (this.#inspected.size >= KEPT && oldest !== undefined) this.#inspected.delete(oldest);
    this.#inspected.add(markOf(text.trim()));
  }

  /**
   * Looks once.
   *
   * @param known what is inspected already, which is not offered again
   * @returns an offer; `none` where something else is in the clipboard; undefined where it is as it was
   */
  async look(known: string): Promise<ClipboardOffer | 'none' | undefined> {
    const text = await this.#read();
    const mark = markOf(text);
    if (text === '' || mark === this.#last) return undefined;
    this.#last = mark;
    const kind = clipboardKind(text);
    // What was copied out of here, alone or in a request, needs no offer.
    const own =
      this.#inspected.has(markOf(text.trim())) || (known.trim() !== '' && text.includes(known.trim()));
    return kind === undefined || own ? 'none' : { text, kind };
  }
}

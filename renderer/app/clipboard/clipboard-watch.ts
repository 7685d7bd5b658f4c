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

/** Looks into the clipboard when asked, and offers each text once. */
export class ClipboardWatch {
  readonly #read: () => Promise<string>;
  #last: number | undefined;

  /** @param read gives the clipboard's text; empty while the window has no focus */
  constructor(read: () => Promise<string>) {
    this.#read = read;
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
    const own = known.trim() !== '' && text.includes(known.trim());
    return kind === undefined || own ? 'none' : { text, kind };
  }
}

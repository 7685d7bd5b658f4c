import type { PackedText } from '../../shared/core/self-test/packed-text.ts';

/** Shorter copies take more room than the text itself. */
const WINDOW = 20;

/** 100,000 attributes, numbered: the one long text that repeats nothing. */
const NUMBERED = /a0="" (?:a\d+="" )+/;

/** Packs texts that have much in common with a dictionary; the same texts always give the same. */
export class TextPacker {
  readonly #dictionary: string;
  readonly #places = new Map<string, number>();

  constructor(dictionary: string) {
    this.#dictionary = dictionary;
    for (let at = 0; at + WINDOW <= dictionary.length; at += 1)
      this.#places.set(dictionary.slice(at, at + WINDOW), at);
  }

  pack(text: string): PackedText {
    const run = NUMBERED.exec(text);
    if (run === null) return this.#copies(text, this.#dictionary);
    const count = run[0].split(' ').length - 1;
    const before = text.slice(0, run.index);
    const after = text.slice(run.index + run[0].length);
    return [
      ...this.#copies(before, this.#dictionary),
      { each: 'a#="" ', count },
      ...this.#copies(after, this.#dictionary + before + run[0]),
    ];
  }

  #copies(text: string, earlier: string): PackedText {
    const all = earlier + text;
    const own = new Map<string, number>();
    const parts: (string | [number, number])[] = [];
    let literal = '';
    let at = earlier.length;
    const flush = (): void => {
      if (literal !== '') parts.push(literal);
      literal = '';
    };
    while (at < all.length) {
      const window = all.slice(at, at + WINDOW);
      const place = window.length < WINDOW ? undefined : (this.#places.get(window) ?? own.get(window));
      let length = 0;
      if (place === undefined) {
        literal += all.charAt(at);
        length = 1;
      } else {
        length = WINDOW;
        while (at + length < all.length && all[place + length] === all[at + length]) length += 1;
        flush();
        parts.push([place, length]);
      }
      for (let done = at; done < at + length; done += 1) own.set(all.slice(done, done + WINDOW), done);
      at += length;
    }
    flush();
    return parts;
  }
}

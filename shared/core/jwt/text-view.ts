import type { MessageView, TextRange } from '../inspector/report.ts';
import { formatJson, MAX_FORMATTED } from '../json/format.ts';
import type { JsonResult } from '../json/parse.ts';

/** One part of a token as it is shown: its JSON indented where it is JSON, with the places checks speak of. */
export class TextView {
  readonly title: string;
  readonly #text: string;
  readonly #json: JsonResult | undefined;
  readonly #places: (TextRange & { readonly checkId: string })[] = [];
  #signed = false;

  /** @param json what parseJson made of the text, for text that is JSON */
  constructor(title: string, text: string, json?: JsonResult) {
    this.title = title;
    this.#text = text;
    this.#json = json;
  }

  /** Marks where a check found what it speaks of, in offsets of the original text. */
  mark(checkId: string, range: TextRange): void {
    this.#places.push({ ...range, checkId });
  }

  /** Marks the whole of it as covered by a trusted signature. */
  sign(): void {
    this.#signed = true;
  }

  toView(): MessageView {
    const root = this.#text.length > MAX_FORMATTED ? undefined : this.#json?.root;
    const language = this.#json === undefined ? 'text' : 'json';
    if (root === undefined) return this.#view(language, this.#text, this.#places);
    const { text, ranges } = formatJson(root, this.#text, new Set(this.#places.map(({ start }) => start)));
    return this.#view(
      language,
      text,
      this.#places.flatMap((place) => {
        const range = ranges.get(place.start);
        return range === undefined ? [] : [{ ...range, checkId: place.checkId }];
      }),
    );
  }

  #view(language: MessageView['language'], text: string, places: MessageView['places']): MessageView {
    const signed = this.#signed ? [{ start: 0, end: text.length }] : [];
    return { title: this.title, language, text, signed, places };
  }
}

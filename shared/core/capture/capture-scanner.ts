import type { CapturedExchange, CaptureSummary } from './exchange.ts';
import { ExchangeBuilder } from './exchange-builder.ts';
import { type Field, GRAMMAR, type Place } from './grammar.ts';
import { findStringEnd, rawText, unescapeJson } from './json-strings.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** A single member larger than this is passed over: no message and no page that posts one comes near it. */
const MAX_MEMBER = 64 * 1024 * 1024;
const MAX_DEPTH = 10_000;

interface Frame {
  readonly place: Place | undefined;
  readonly isObject: boolean;
  key: string;
}

interface OpenString {
  readonly isKey: boolean;
  /** Undefined where the string is skipped unread. */
  readonly pieces: Uint8Array[] | undefined;
  bytes: number;
  escapeOpen: boolean;
}

/**
 * Reads a HAR 1.2 file or a SAML-tracer export as a stream of bytes, keeping only what can carry a token or message.
 *
 * It is lenient on purpose: a capture that was cut in the middle gives every exchange up to the cut.
 *
 * @example
 * const scanner = new CaptureScanner((exchange) => found.push(exchange));
 * for await (const chunk of file) scanner.push(chunk);
 * const { truncated } = scanner.end();
 */
export class CaptureScanner {
  readonly #onExchange: (exchange: CapturedExchange) => void;
  readonly #frames: Frame[] = [];
  #expectKey = false;
  #open: OpenString | undefined;
  #number: string | undefined;
  #builder: ExchangeBuilder | undefined;
  #exchanges = 0;
  #oversized = 0;
  #closed = false;

  /** @param onExchange called once for every exchange, in the order of the capture */
  constructor(onExchange: (exchange: CapturedExchange) => void) {
    this.#onExchange = onExchange;
  }

  /** Takes the next bytes of the file; a chunk may end anywhere, also inside a character. The chunk may be reused after the call. */
  push(chunk: Uint8Array): void {
    let at = this.#open === undefined ? 0 : this.#goOn(chunk);
    while (at < chunk.length) {
      const byte = chunk[at] as number;
      if (byte === QUOTE) {
        at = this.#string(chunk, at + 1);
        continue;
      }
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#enter(byte === OPEN_OBJECT);
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) this.#leave();
      else if (byte === COMMA) this.#comma();
      else if (byte === COLON) this.#expectKey = false;
      else if (this.#number !== undefined || (byte >= 0x30 && byte <= 0x39)) this.#digit(byte);
      at++;
    }
  }

  /** Ends the scan: gives the exchange that was cut, if any, and says how it went. */
  end(): CaptureSummary {
    if (this.#builder !== undefined) this.#emit();
    return { exchanges: this.#exchanges, truncated: !this.#closed, oversized: this.#oversized };
  }

  #enter(isObject: boolean): void {
    const top = this.#frames.at(-1);
    let place: Place | undefined;
    if (top === undefined) place = isObject ? 'root' : undefined;
    else if (top.place !== undefined) {
      const rule = GRAMMAR[top.place];
      place = top.isObject ? rule.into[top.key] : rule.each;
    }
    if (this.#frames.length >= MAX_DEPTH) place = undefined;
    if (place === 'exchange') {
      this.#builder = new ExchangeBuilder(this.#exchanges);
    }
    this.#frames.push({ place, isObject, key: '' });
    this.#expectKey = isObject;
  }

  #leave(): void {
    this.#endNumber();
    const frame = this.#frames.pop();
    if (frame?.place === 'exchange') this.#emit();
    else if (frame?.place !== undefined) this.#builder?.leave(frame.place);
    if (this.#frames.length === 0) this.#closed = true;
    this.#expectKey = false;
  }

  #comma(): void {
    this.#endNumber();
    this.#expectKey = this.#frames.at(-1)?.isObject === true;
  }

  #emit(): void {
    if (this.#builder === undefined) return;
    this.#onExchange(this.#builder.finish());
    this.#builder = undefined;
    this.#exchanges++;
  }

  /** @returns where to go on after the string that begins at `from`. */
  #string(chunk: Uint8Array, from: number): number {
    const isKey = this.#expectKey;
    const wanted = isKey ? this.#frames.at(-1)?.place !== undefined : this.#wantsValue();
    const end = findStringEnd(chunk, from, false);
    if (typeof end !== 'number') {
      const pieces = wanted ? [chunk.slice(from)] : undefined;
      this.#open = { isKey, pieces, bytes: chunk.length - from, escapeOpen: end.escapeOpen };
      return chunk.length;
    }
    if (wanted) this.#take(isKey, chunk.subarray(from, end));
    return end + 1;
  }

  /** Goes on with the string the chunk before broke off. */
  #goOn(chunk: Uint8Array): number {
    const open = this.#open as OpenString;
    const end = findStringEnd(chunk, 0, open.escapeOpen);
    const upTo = typeof end === 'number' ? end : chunk.length;
    open.bytes += upTo;
    if (open.pieces !== undefined && open.bytes <= MAX_MEMBER) open.pieces.push(chunk.slice(0, upTo));
    if (typeof end !== 'number') {
      open.escapeOpen = end.escapeOpen;
      return chunk.length;
    }
    this.#open = undefined;
    if (open.bytes > MAX_MEMBER) this.#oversized += open.bytes;
    else if (open.pieces !== undefined) this.#take(open.isKey, join(open.pieces, open.bytes));
    return end + 1;
  }

  #wantsValue(): boolean {
    const field = this.#wantedField();
    if (field === undefined) return false;
    return (
      field !== 'text' || this.#frames.at(-1)?.place !== 'content' || this.#builder?.wantsContent === true
    );
  }

  #wantedField(): Field | undefined {
    const top = this.#frames.at(-1);
    if (top?.place === undefined) return undefined;
    const rule = GRAMMAR[top.place];
    return top.isObject ? rule.keep[top.key] : rule.items;
  }

  #take(isKey: boolean, raw: Uint8Array): void {
    const top = this.#frames.at(-1);
    if (top?.place === undefined) return;
    if (isKey) {
      top.key = unescapeJson(rawText(raw));
      return;
    }
    const field = this.#wantedField();
    if (field !== undefined) this.#builder?.take(top.place, field, rawText(raw));
  }

  #digit(byte: number): void {
    if (this.#number === undefined && this.#wantedField() !== 'status') return;
    this.#number = (this.#number ?? '') + String.fromCharCode(byte);
  }

  #endNumber(): void {
    const top = this.#frames.at(-1);
    if (this.#number !== undefined && top?.place !== undefined)
      this.#builder?.take(top.place, 'status', this.#number);
    this.#number = undefined;
  }
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

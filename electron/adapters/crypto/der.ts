import { Fault } from './key-error.ts';

export const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** One element: its tag, its contents and the whole of its encoding. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly encoding: Uint8Array;
}

/** Reads a run of DER elements strictly (X.690 section 10): definite, shortest lengths and low tag numbers only. */
export class DerReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** True where nothing is left. */
  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** @returns the next element's tag, undefined at the end. */
  peek(): number | undefined {
    return this.#bytes[this.#at];
  }

  /** @returns the next element. @throws Fault where it is cut off, not DER, or of another tag than asked for */
  next(expected?: number): DerElement {
    const start = this.#at;
    const tag = this.#byte();
    if (expected !== undefined && tag !== expected)
      throw new Fault('its ASN.1 structure is not that of a key');
    if ((tag & 0x1f) === 0x1f) throw new Fault('its ASN.1 structure is not that of a key');
    const length = this.#length();
    const from = this.#at;
    const end = from + length;
    if (end > this.#bytes.length) throw new Fault('it is cut off: the data ends before the structure does');
    this.#at = end;
    return {
      tag,
      content: this.#bytes.subarray(from, end),
      encoding: this.#bytes.subarray(start, end),
    };
  }

  /** @returns a reader over the contents of the next element, which must be a SEQUENCE. */
  sequence(): DerReader {
    return new DerReader(this.next(TAG.sequence).content);
  }

  /** @returns the next element's contents where it has that tag, else undefined without moving on. */
  optional(tag: number): Uint8Array | undefined {
    return this.peek() === tag ? this.next(tag).content : undefined;
  }

  /** @returns a non-negative INTEGER's bytes without the sign byte. */
  unsigned(): Uint8Array {
    const content = this.integer();
    if (((content[0] ?? 0) & 0x80) !== 0) throw new Fault('it holds a negative number');
    return content.length > 1 && content[0] === 0 ? content.subarray(1) : content;
  }

  /** @returns an INTEGER's two's-complement bytes. */
  integer(): Uint8Array {
    const { content } = this.next(TAG.integer);
    const [first, second] = content;
    if (first === undefined) throw new Fault('it holds an empty number');
    if (second !== undefined && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
      throw new Fault('it holds a number that is not DER (superfluous leading byte)');
    }
    return content;
  }

  /** @returns a BIT STRING of whole bytes. */
  bitString(): Uint8Array {
    const { content } = this.next(TAG.bitString);
    if (content[0] !== 0) throw new Fault('it holds a bit string that does not end on a byte');
    return content.subarray(1);
  }

  /** @returns an OBJECT IDENTIFIER in dotted form. */
  oid(): string {
    return oidText(this.next(TAG.oid).content);
  }

  /** @throws Fault where something is left */
  end(): void {
    if (!this.done) throw new Fault('bytes follow after its end');
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Fault('it is cut off: the data ends before the structure does');
    this.#at++;
    return byte;
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new Fault('its lengths are not DER');
    let length = 0;
    for (let index = 0; index < count; index++) length = length * 256 + this.#byte();
    if (length < 0x80 || length < 2 ** (8 * (count - 1))) throw new Fault('its lengths are not DER');
    return length;
  }
}

function oidText(content: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content) {
    if (arc > 2 ** 40) throw new Fault('it holds an object identifier that is not DER');
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first] = arcs;
  if (first === undefined || ((content.at(-1) ?? 0) & 0x80) !== 0) {
    throw new Fault('it holds an object identifier that is not DER');
  }
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...arcs.slice(1)].join('.');
}

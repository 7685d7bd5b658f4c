/** Something that can be read once from beginning to end: a file, standard input, what was dropped on the window. */
export interface ByteSource {
  /** For messages: a path or what the person calls it. */
  readonly name: string;
  /** Bytes, where that is known beforehand. */
  readonly size?: number;
  /** Chunks of any length; each may be reused after the next is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
}

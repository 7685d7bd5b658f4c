/** Something that can be read from beginning to end: a file, standard input, what was dropped on the window. */
export interface ByteSource {
  /** For messages: a path or what the person calls it. */
  readonly name: string;
  /** Bytes, where that is known beforehand. */
  readonly size?: number;
  /** Differs when the content does, where that can be told without reading it. */
  readonly version?: string;
  /** Chunks of any length; each may be reused after the next is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** A file that only grows: what was appended survives the death of this process in the next moment. */
export interface Journal {
  /** For messages: where it is. */
  readonly path: string;
  /**
   * Adds one line and flushes it to the disk before it resolves.
   *
   * @param line without its line feed
   * @throws WorkbenchError ERR_STORE_FULL, ERR_STORE_PERMISSION, ERR_STORE_WRITE
   */
  append(line: string): Promise<void>;
}

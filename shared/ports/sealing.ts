/** Encryption of what the product keeps for itself; nobody else reads it. */
export interface Sealing {
  /**
   * @param key 32 bytes
   * @param purpose is authenticated with it, so that one kind of document never passes for another
   * @returns bytes that open() takes
   */
  seal(key: Uint8Array, purpose: string, plain: Uint8Array): Uint8Array;
  /** @returns undefined where key or purpose is another, or a byte was changed */
  open(key: Uint8Array, purpose: string, sealed: Uint8Array): Uint8Array | undefined;
}

/** Randomness as the product sees it; a seeded one replays a run. */
export interface Random {
  /** @param length how many bytes, 0 to 65,536 */
  bytes(length: number): Uint8Array;
  /** A version 4 UUID, lower case. */
  uuid(): string;
}

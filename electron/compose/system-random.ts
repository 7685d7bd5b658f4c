import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '../../shared/ports/random.ts';

/** The machine's own randomness. */
export const systemRandom: Random = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  uuid: () => randomUUID(),
};

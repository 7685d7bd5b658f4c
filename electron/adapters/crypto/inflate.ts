import { inflateRawSync } from 'node:zlib';
import { plain } from './bytes.ts';

/** Inflates raw DEFLATE (RFC 1951) and stops as soon as the output passes `maxBytes`. See the Crypto port. */
export function inflateRaw(data: Uint8Array, maxBytes: number): Uint8Array | 'too-large' | undefined {
  try {
    // zlib takes no limit of 0.
    const out = inflateRawSync(data, { maxOutputLength: Math.max(1, maxBytes) });
    return out.length > maxBytes ? 'too-large' : plain(out);
  } catch (thrown) {
    const isTooLarge = thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_BUFFER_TOO_LARGE';
    return isTooLarge ? 'too-large' : undefined;
  }
}

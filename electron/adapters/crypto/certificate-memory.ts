import type { Certificate } from '../../../shared/core/crypto/crypto.ts';

/** Certificates kept; a metadata document rarely names more. */
const KEPT = 64;
/** Longer texts are not kept, so that the memory stays below a megabyte. */
const LONGEST_TEXT = 16_384;

/**
 * Keeps what the last texts were read as: a capture's thousand messages are judged with the same few certificates, and
 * reading one costs more than verifying a signature with it.
 *
 * @param read reads a certificate's text; what it throws is not kept
 */
export function remembering(read: (text: string) => Certificate): (text: string) => Certificate {
  const known = new Map<string, Certificate>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const certificate = read(text);
    if (text.length <= LONGEST_TEXT) {
      const [oldest] = known.keys();
      if (known.size >= KEPT && oldest !== undefined) known.delete(oldest);
      known.set(text, certificate);
    }
    return certificate;
  };
}

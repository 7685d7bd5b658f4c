const ENCODER = new TextEncoder();

/**
 * Turns what editors and shells save as UTF-16 into the UTF-8 that a capture is read in; anything else passes unchanged.
 *
 * @param head the first bytes of the input, its byte order mark among them
 * @returns a function for the chunks in their order, the head included; each may end inside a character
 */
export function toUtf8Chunks(head: Uint8Array): (chunk: Uint8Array) => Uint8Array {
  const [first, second] = head;
  const label =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined;
  if (label === undefined) return (chunk) => chunk;
  const decoder = new TextDecoder(label);
  return (chunk) => ENCODER.encode(decoder.decode(chunk, { stream: true }));
}

const LATIN = new TextDecoder('latin1');

/**
 * Tells a capture by its beginning.
 *
 * @param head the first bytes of the input, some 64 KiB
 * @returns `har` (HAR 1.2: an object whose log holds entries), `saml-tracer` (an object with a list of requests), or
 *   undefined for anything else
 */
export function captureKindOf(head: Uint8Array): 'har' | 'saml-tracer' | undefined {
  const text = LATIN.decode(head).replace(/^\u00ef\u00bb\u00bf/, '');
  if (!/^\s*\{/.test(text)) return undefined;
  if (/^\s*\{\s*"log"\s*:\s*\{/.test(text) || /"log"\s*:\s*\{[\s\S]*"entries"\s*:\s*\[/.test(text))
    return 'har';
  return /^\s*\{\s*("timestamp"\s*:\s*"[^"]*"\s*,\s*)?"requests"\s*:\s*\[/.test(text)
    ? 'saml-tracer'
    : undefined;
}

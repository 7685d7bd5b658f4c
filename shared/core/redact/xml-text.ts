const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Resolves the five entities and character references of XML 1.0 section 4.1; an unknown one stays as it stands. */
export function unescapeXml(raw: string): string {
  return raw.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole;
    const code =
      name.startsWith('#x') || name.startsWith('#X')
        ? Number.parseInt(name.slice(2), 16)
        : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/**
 * Escapes text for an element's content, or for an attribute value in the given quote.
 *
 * @param quote the delimiter of the attribute value; absent for element content
 */
export function escapeXml(text: string, quote?: string): string {
  let out = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
  if (quote === '"') out = out.replaceAll('"', '&quot;');
  if (quote === "'") out = out.replaceAll("'", '&apos;');
  return out;
}

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

const REFERENCE = /&(?:#x([0-9a-f]{1,6});|#(\d{1,7});|(?:lt|gt|amp|quot|apos);|([^;<&\s]{0,100};)?)/gi;
/** What no XML 1.0 document may hold (section 2.2). */
const FORBIDDEN = /[\p{Cc}\p{Surrogate}\ufffe\uffff]/gu;

/**
 * Finds what makes character data ill-formed, so that the text put in its place can be ill-formed the same way.
 *
 * @param raw as it stands between markup or quotes
 * @returns the fault alone: a character or reference that no document may hold, or nothing
 */
export function faultOf(raw: string): string {
  for (const [character] of raw.matchAll(FORBIDDEN))
    if (isForbidden(character.codePointAt(0) ?? 0)) return character;
  for (const [whole, hex, decimal, name] of raw.matchAll(REFERENCE)) {
    if (name !== undefined) return name.startsWith('#') ? '&#;' : '&redacted;';
    if (whole === '&') return '& ';
    const code = hex === undefined ? Number(decimal ?? 32) : Number.parseInt(hex, 16);
    if (isForbidden(code)) return `&#${code};`;
  }
  return '';
}

function isForbidden(code: number): boolean {
  if (code === 9 || code === 10 || code === 13) return false;
  return (
    code < 32 || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff || code > 0x10ffff
  );
}

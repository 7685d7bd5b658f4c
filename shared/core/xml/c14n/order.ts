import type { NamespaceBinding, XmlAttribute } from '../tree.ts';

/** Order of Unicode code points, which UTF-16 units keep except for surrogates against U+E000 and above. */
function byCodePoint(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left === right) continue;
    const leftHigh = left >= 0xd800 && left <= 0xdfff;
    const rightHigh = right >= 0xd800 && right <= 0xdfff;
    return leftHigh === rightHigh ? left - right : leftHigh ? 1 : -1;
  }
  return a.length - b.length;
}

/** Attributes by namespace URI, then local name; those without a namespace first (Canonical XML 1.0 section 2.2). */
export function byName(a: XmlAttribute, b: XmlAttribute): number {
  return a.uri === b.uri ? byCodePoint(a.local, b.local) : byCodePoint(a.uri, b.uri);
}

/** Declarations by prefix, the default first. */
export function byPrefix(a: NamespaceBinding, b: NamespaceBinding): number {
  return byCodePoint(a[0], b[0]);
}

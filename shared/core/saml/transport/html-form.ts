const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const WHITE_SPACE = /\s/;
/** A page with more fields is no sign-in page. */
const MAX_FIELDS = 1000;

/** Resolves the character references HTML pages write into attribute values. */
function resolveReferences(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Reads the attributes of one tag; `at` stands behind its name. A value may hold `>`, so the end is found on the way. */
function readAttributes(html: string, start: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  let at = start;
  while (at < html.length) {
    while (at < html.length && (WHITE_SPACE.test(html.charAt(at)) || html.charAt(at) === '/')) at++;
    if (at >= html.length || html.charAt(at) === '>') break;
    const nameStart = at;
    while (at < html.length && !/[\s=>/]/.test(html.charAt(at))) at++;
    const name = html.slice(nameStart, at).toLowerCase();
    while (at < html.length && WHITE_SPACE.test(html.charAt(at))) at++;
    let value = '';
    if (html.charAt(at) === '=') {
      at++;
      while (at < html.length && WHITE_SPACE.test(html.charAt(at))) at++;
      const quote = html.charAt(at);
      if (quote === '"' || quote === "'") {
        const close = html.indexOf(quote, at + 1);
        const end = close === -1 ? html.length : close;
        value = html.slice(at + 1, end);
        at = end + 1;
      } else {
        const valueStart = at;
        while (at < html.length && !/[\s>]/.test(html.charAt(at))) at++;
        value = html.slice(valueStart, at);
      }
    } else if (at === nameStart) at++;
    if (name !== '' && !attributes.has(name)) attributes.set(name, resolveReferences(value));
  }
  return { attributes, end: at };
}

/** @returns whether a text that begins with a tag is a page rather than a message. */
export function looksLikeHtml(text: string): boolean {
  return /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)?(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html|head|body|form|input)[\s>]/i.test(
    text.slice(0, 4096),
  );
}

/**
 * The named input fields of a page: how the POST binding and WS-Federation carry a message (SAML 2.0 Bindings section 3.5.4).
 *
 * @param html a page, or a part of one
 * @returns names with their decoded values, in document order
 */
export function formFields(html: string): [name: string, value: string][] {
  const fields: [string, string][] = [];
  const lower = html.toLowerCase();
  for (let at = lower.indexOf('<input'); at !== -1 && fields.length < MAX_FIELDS; ) {
    const { attributes, end } = readAttributes(html, at + '<input'.length);
    const name = attributes.get('name');
    if (name !== undefined) fields.push([name, attributes.get('value') ?? '']);
    at = lower.indexOf('<input', Math.max(end, at + 1));
  }
  return fields;
}

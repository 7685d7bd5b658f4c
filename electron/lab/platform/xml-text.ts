/** XML that is already written, so that a template takes it as it stands. */
export interface XmlText {
  readonly xml: string;
}

type Value = string | number | XmlText | readonly XmlText[] | undefined;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What XML 1.0 section 2.2 has no character for, not even as a reference. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Writes a value so that it stands for itself, in text and in attributes in double quotes alike. */
export function escapeXml(value: string): string {
  return value.replace(FORBIDDEN, '\u{FFFD}').replace(/[&<>"\t\n\r]/g, (found) => ESCAPES[found] ?? found);
}

/**
 * Fills a template with values in one pass: what a value says, even `${...}` or a tag, stays a value. `undefined` leaves
 * the place empty.
 *
 * @example
 * xml`<Issuer>${issuer}</Issuer>${rest}`.xml;
 */
export function xml(strings: TemplateStringsArray, ...values: readonly Value[]): XmlText {
  let text = strings[0] ?? '';
  for (const [index, value] of values.entries()) text += written(value) + (strings[index + 1] ?? '');
  return { xml: text };
}

/** An attribute with the space before it, or nothing where there is no value. */
export function xmlAttribute(name: string, value: string | undefined): XmlText {
  return { xml: value === undefined ? '' : ` ${name}="${escapeXml(value)}"` };
}

function written(value: Value): string {
  if (value === undefined) return '';
  if (typeof value !== 'object') return escapeXml(String(value));
  return 'xml' in value ? value.xml : value.map((part) => part.xml).join('');
}

const IN_TEXT = /[&<>\r]/;
const IN_TEXT_ALL = /[&<>\r]/g;
const IN_VALUE = /[&<"\t\n\r]/;
const IN_VALUE_ALL = /[&<"\t\n\r]/g;
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
const refer = (character: string): string => REFERENCES[character] as string;

/** @returns text as canonical XML writes it (Canonical XML 1.0 section 2.3, Text Nodes). */
export function escapeText(text: string): string {
  return IN_TEXT.test(text) ? text.replace(IN_TEXT_ALL, refer) : text;
}

/** @returns an attribute value as canonical XML writes it (Canonical XML 1.0 section 2.3, Attribute Nodes). */
export function escapeValue(value: string): string {
  return IN_VALUE.test(value) ? value.replace(IN_VALUE_ALL, refer) : value;
}

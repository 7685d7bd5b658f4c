import type { Pseudonyms } from './pseudonyms.ts';
import { escapeXml, faultOf, unescapeXml } from './xml-text.ts';

const BASE64_ELEMENTS = new Set([
  'DigestValue',
  'SignatureValue',
  'X509Certificate',
  'CipherValue',
  'Modulus',
  'Exponent',
  'X509SKI',
  'X509CRL',
  'PublicKey',
]);
const ID_ATTRIBUTES = new Set([
  'ID',
  'Id',
  'id',
  'AssertionID',
  'ResponseID',
  'RequestID',
  'InResponseTo',
  'SessionIndex',
  'AssertionIDRef',
  'Recipient-ID',
]);
const REFERENCE_ATTRIBUTES = new Set(['URI']);
const NAME_ATTRIBUTES = new Set(['Name', 'AttributeName']);
const XML_DECLARATION =
  /^<\?xml(?:\s+(?:version|encoding|standalone)\s*=\s*(?:"[A-Za-z0-9._-]{1,20}"|'[A-Za-z0-9._-]{1,20}'))*\s*\?>$/i;
/** One attribute, or something that is none. */
const ATTRIBUTE = /([^\s=<>"'/]+)(\s*=\s*)(?:(["'])([\s\S]*?)(\3|$)|([^\s"'<>=]+))|[^\s/]+/g;
const WORD = /[^\s=<>"'/]+/g;
const MARKUP_NAME = /^[\p{L}_][\p{L}\p{N}._:-]{0,99}$/u;
const TOKEN = /<!--|<!\[CDATA\[|<!|<\?|</g;

/**
 * Redacts an XML document word by word, without parsing it: a message that is malformed, wrapped or hostile keeps exactly the
 * structure for which it is evidence (duplicate attributes, DOCTYPE, processing instructions, comments, a second root).
 *
 * @param text the document
 * @param names one map for the whole evidence
 * @returns the same markup with other values
 */
export function redactXml(text: string, names: Pseudonyms): string {
  let out = '';
  let at = 0;
  let element = '';
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const next = TOKEN.exec(text);
    const from = next?.index ?? text.length;
    if (from > at) out += characters(text.slice(at, from), element, names);
    if (next === null) break;
    const end = endOf(text, from, next[0]);
    const markup = text.slice(from, end);
    if (next[0] === '<!--') out += comment(markup, names);
    else if (next[0] === '<![CDATA[') out += cdata(markup, element, names);
    else if (next[0] === '<!') out += declaration(markup, names);
    else if (next[0] === '<?') out += instruction(markup, names);
    else {
      element = /^<([^\s/>]+)/.exec(markup)?.[1]?.split(':').at(-1) ?? '';
      out += tag(markup, element, names);
    }
    at = end;
  }
  return out;
}

function endOf(text: string, from: number, opening: string): number {
  if (opening === '<!--') return after(text, '-->', from + 4);
  if (opening === '<![CDATA[') return after(text, ']]>', from + 9);
  if (opening === '<?') return after(text, '?>', from + 2);
  let depth = 0;
  let quote = '';
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charAt(at);
    // No tag holds a <, also not in quotes: one that lost its end must not swallow the document behind it.
    if (character === '<' && opening === '<') return at;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '[') depth++;
    else if (character === ']') depth--;
    else if (character === '>' && (opening === '<' || depth <= 0)) return at + 1;
  }
  return text.length;
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length;
}

function characters(raw: string, element: string, names: Pseudonyms): string {
  if (raw.trim() === '') return raw;
  const text = unescapeXml(raw);
  const redacted = escapeXml(BASE64_ELEMENTS.has(element) ? names.base64(text) : names.value(text));
  return redacted + faultOf(raw) + (raw.includes(']]>') ? ']]>' : '');
}

function comment(markup: string, names: Pseudonyms): string {
  const [, content = '', end = ''] = /^<!--([\s\S]*?)(-->)?$/.exec(markup) ?? [];
  // Two hyphens inside a comment are a fault (XML 1.0 section 2.5), and stay one.
  const fault = content.includes('--') ? '--' : '';
  return content.trim() === ''
    ? markup
    : `<!--${names.value(content).replaceAll('--', '- ')}${fault}${fault === '' ? '' : ' '}${end}`;
}

function cdata(markup: string, element: string, names: Pseudonyms): string {
  const [, content = '', end = ''] = /^<!\[CDATA\[([\s\S]*?)(\]\]>)?$/.exec(markup) ?? [];
  if (content.trim() === '') return markup;
  const redacted = BASE64_ELEMENTS.has(element) ? names.base64(content) : names.value(content);
  return `<![CDATA[${redacted.replaceAll(']]>', '')}${end}`;
}

/** A DOCTYPE keeps its keywords and names; every literal and comment in it is replaced. */
function declaration(markup: string, names: Pseudonyms): string {
  const redacted = markup.replace(
    /<!--[\s\S]*?(?:-->|$)|(["'])([\s\S]*?)(\1|$)/g,
    (whole, quote, content, end) =>
      whole.startsWith('<!--') ? comment(whole, names) : `${quote}${literal(content, names)}${end}`,
  );
  // Tags outside of quotes show that a damaged one has swallowed part of the document.
  if (/^<!DOCTYPE\s/i.test(markup) && !redacted.includes('</')) return redacted;
  const end = markup.endsWith('>') ? '>' : '';
  return `${markup.slice(0, 2)}${names.value(markup.slice(2)).replaceAll(/[<>]/g, '')}${end}`;
}

/** Entity references inside a literal are what makes a bomb one, so they stay. */
function literal(text: string, names: Pseudonyms): string {
  return text
    .split(/([&%][A-Za-z0-9_#]+;)/)
    .map((part, index) =>
      index % 2 === 1 || part === '' ? part : names.value(part).replaceAll(/["'<&%]/g, ''),
    )
    .join('');
}

function instruction(markup: string, names: Pseudonyms): string {
  if (XML_DECLARATION.test(markup)) return markup;
  const [, target = '', gap = '', content = '', end = ''] =
    /^<\?([^\s?]*)(\s*)([\s\S]*?)(\?>)?$/.exec(markup) ?? [];
  const shown = target === '' || /^xml(?:-stylesheet)?$/i.test(target) ? target : names.elementName(target);
  return `<?${shown}${gap}${content.trim() === '' ? content : names.value(content).replaceAll('?>', '')}${end}`;
}

function tag(markup: string, element: string, names: Pseudonyms): string {
  // What has no end is no tag; whatever stands in it may be anything.
  if (!markup.endsWith('>')) return `<${names.value(markup.slice(1)).replaceAll('<', '')}`;
  const [, slash = '', name = '', rest = ''] = /^<(\/?)([^\s/>=]*)([\s\S]*)>$/.exec(markup) ?? [];
  const attributes = rest.replace(
    ATTRIBUTE,
    (whole, label, equals, quote = '', content = '', end = '', bare = '') => {
      if (label === undefined) return whole.replaceAll(WORD, (word: string) => names.value(word));
      const value = attribute(label, unescapeXml(`${content}${bare}`), element, names);
      const shown = markupName(label, names);
      return `${shown}${equals}${quote}${escapeXml(value, quote)}${faultOf(content)}${end}`;
    },
  );
  return `<${slash}${name === '' ? name : markupName(name, names)}${attributes}>`;
}

/** What is no name is a fault (XML 1.0 section 2.3), and stays one. */
function markupName(name: string, names: Pseudonyms): string {
  return MARKUP_NAME.test(name) ? name : `${names.elementName(name)},`;
}

function attribute(name: string, value: string, element: string, names: Pseudonyms): string {
  const local = name.split(':').at(-1) ?? name;
  if (name === 'xmlns' || name.startsWith('xmlns:')) return names.namespace(value);
  if (ID_ATTRIBUTES.has(local)) return names.id(value);
  if (REFERENCE_ATTRIBUTES.has(local) && value.startsWith('#')) return `#${names.id(value.slice(1))}`;
  if (NAME_ATTRIBUTES.has(local) && element.startsWith('Attribute')) return names.name(value);
  if (local === 'PrefixList' && /^[A-Za-z0-9_\s.#-]{0,100}$/.test(value)) return value;
  return names.value(value);
}

import { fromUtf8, toUtf8 } from '../encoding/utf8.ts';
import { formFields, looksLikeHtml } from '../saml/transport/html-form.ts';
import { type Inflater, looksLikeXml, messageBytes } from '../saml/transport/message-bytes.ts';
import { candidatesOfParameters, candidatesOfQuery } from '../saml/transport/query.ts';
import type { XmlCandidate } from './candidate.ts';

const PARAMETER = /(?:^|[?&;#\s"'])(?:SAMLRequest|SAMLResponse|wresult)=/g;
/** A field's name and value as browsers' tools and careless JSON show them: behind a colon, or on the next line. */
const LABEL = /(?:^|[\s"'])(SAMLRequest|SAMLResponse)["']?(?:\s*:\s*|\s+)["']?(?=[A-Za-z0-9+/%])/g;
const NOT_OF_VALUE = /[^A-Za-z0-9+/=%_-]/g;
const END_OF_STRETCH_CHARACTERS = /[\s"'<>]/;
const END_OF_STRETCH = new RegExp(END_OF_STRETCH_CHARACTERS, 'g');
/** A URL in angle brackets, as mail programs write it. */
const ANGLED_URL = /^\s*<https?:/i;
/** Requests one text may hold. */
const MAX_STRETCHES = 1000;
/** Markup in disguise (escaped or percent-encoded) is read up to here: four times what it may unfold to is no message. */
const MAX_DISGUISED = 8 * 1024 * 1024;

function indexFrom(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function raw(bytes: Uint8Array, leniencies: readonly string[] = []): XmlCandidate {
  return { family: 'xml', form: 'raw', leniencies, bytes };
}

/** The stretches of a text that are a URL, query or form body each: around a parameter, from white space to white space. */
function* queriesIn(text: string): Generator<{ readonly query: string; readonly inUrl: boolean }> {
  let from = 0;
  for (let count = 0; count < MAX_STRETCHES; count++) {
    const found = indexFrom(text, PARAMETER, from);
    if (found === text.length) return;
    let start = END_OF_STRETCH_CHARACTERS.test(text.charAt(found)) ? found + 1 : found;
    while (start > from && !END_OF_STRETCH_CHARACTERS.test(text.charAt(start - 1))) start--;
    from = indexFrom(text, END_OF_STRETCH, start);
    // Copied out of a page, its ampersands are written as HTML does.
    const stretch = text.slice(start, from).replaceAll('&amp;', '&');
    const mark = stretch.indexOf('?');
    const inUrl = mark !== -1 && !stretch.slice(0, mark).includes('=');
    yield { query: (inUrl ? stretch.slice(mark + 1) : stretch).split('#', 1)[0] ?? '', inUrl };
  }
}

function* labelledIn(text: string): Generator<readonly [name: string, value: string]> {
  let count = 0;
  for (const label of text.matchAll(LABEL)) {
    if (++count > MAX_STRETCHES) return;
    const start = label.index + label[0].length;
    yield [label[1] ?? '', text.slice(start, indexFrom(text, NOT_OF_VALUE, start))];
  }
}

/** Without the carets that Windows' command line wants before quotes and percent signs: base64 and URLs have none. */
function withoutCarets(text: string): string {
  return /^curl(?:\.exe)?\s/.test(text) ? text.replaceAll('^', '') : text;
}

function fromText(text: string, inflater: Inflater): XmlCandidate[] {
  const trimmed = withoutCarets(text.trim());
  if (trimmed === '') return [];
  if (trimmed.startsWith('<') && !ANGLED_URL.test(trimmed)) {
    if (looksLikeHtml(trimmed)) return candidatesOfParameters(formFields(trimmed), inflater);
    return [raw(toUtf8(trimmed))];
  }
  if (/^(?:%3[Cc]|&(?:lt|#60|#x3[Cc]);)/.test(trimmed) && trimmed.length > MAX_DISGUISED) return [];
  if (/^%3[Cc]/.test(trimmed)) {
    const decoded = decodePercent(trimmed);
    return decoded === undefined ? [] : [raw(toUtf8(decoded), ['percent-encoding'])];
  }
  if (/^&(?:lt|#60|#x3[Cc]);/.test(trimmed)) {
    const [field] = formFields(`<input name="x" value="${trimmed.replaceAll('"', '&quot;')}">`);
    return field === undefined ? [] : [raw(toUtf8(field[1]), ['character references for the markup itself'])];
  }
  const carried = [...queriesIn(trimmed)].flatMap(({ query, inUrl }) =>
    candidatesOfQuery(query, inUrl ? 'redirect' : 'unknown', inflater),
  );
  if (carried.length > 0) return carried;
  const labelled = candidatesOfParameters([...labelledIn(trimmed)], inflater);
  if (labelled.length > 0) return labelled;
  const message = messageBytes(trimmed, inflater);
  if (message === undefined) return [];
  return [
    {
      family: 'xml',
      form: message.deflated ? 'redirect' : 'post',
      leniencies: message.leniencies,
      bytes: message.bytes,
    },
  ];
}

/** White space before a document is an accident of copying, and would make its XML declaration ill-formed. */
function withoutLeadingSpace(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return start > 0 && bytes[start] === 0x3c ? bytes.subarray(start) : bytes;
}

function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/**
 * Finds SAML and WS-Federation messages in a whole input: raw XML, base64 with or without deflate, a redirect URL or query, a
 * form body, or a page with the form in it.
 *
 * @param input text, or the bytes of a file (which may be UTF-16 or carry a byte order mark)
 * @param inflater inflates the redirect binding's messages
 * @returns nothing where the input is no XML message in any of these forms
 * @throws WorkbenchError ERR_INPUT_TOO_LARGE for a message that inflates above 1 MiB
 */
export function recogniseXml(input: string | Uint8Array, inflater: Inflater): XmlCandidate[] {
  if (typeof input === 'string') return fromText(input.replace(/^\uFEFF/, ''), inflater);
  const text = fromUtf8(input);
  // Bytes of a document stay as they are: the parser judges their encoding.
  const bare = text?.replace(/^\uFEFF/, '');
  if (looksLikeXml(input) && (bare === undefined || !(looksLikeHtml(bare) || ANGLED_URL.test(bare))))
    return [raw(withoutLeadingSpace(input))];
  return bare === undefined ? [] : fromText(bare, inflater);
}

import { fromUtf8, toUtf8 } from '../encoding/utf8.ts';
import { formFields, looksLikeHtml } from '../saml/transport/html-form.ts';
import { type Inflater, looksLikeXml, messageBytes } from '../saml/transport/message-bytes.ts';
import { candidatesOfParameters, candidatesOfQuery } from '../saml/transport/query.ts';
import type { XmlCandidate } from './candidate.ts';

const PARAMETER = /(?:^|[?&#\s"'])(?:SAMLRequest|SAMLResponse|wresult)=/;

function raw(bytes: Uint8Array, leniencies: readonly string[] = []): XmlCandidate {
  return { family: 'xml', form: 'raw', leniencies, bytes };
}

/** The stretch of a text that is one URL, query or form body: from the first parameter's start to the next white space. */
function queryIn(text: string): { query: string; inUrl: boolean } {
  const match = PARAMETER.exec(text);
  const found = match === null ? 0 : match.index;
  let start = found;
  while (start > 0 && !/[\s"'<>]/.test(text.charAt(start - 1))) start--;
  const rest = text.slice(start).replace(/^[\s"']+/, '');
  const end = /[\s"'<>]/.exec(rest)?.index ?? rest.length;
  const stretch = rest.slice(0, end);
  const mark = stretch.indexOf('?');
  const isUrl = mark !== -1 && !stretch.slice(0, mark).includes('=');
  const query = (isUrl ? stretch.slice(mark + 1) : stretch).split('#')[0] ?? '';
  return { query, inUrl: isUrl };
}

function fromText(text: string, inflater: Inflater): XmlCandidate[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  if (trimmed.startsWith('<')) {
    if (looksLikeHtml(trimmed)) return candidatesOfParameters(formFields(trimmed), inflater);
    return [raw(toUtf8(trimmed))];
  }
  if (/^%3[Cc]/.test(trimmed)) {
    const decoded = decodePercent(trimmed);
    return decoded === undefined ? [] : [raw(toUtf8(decoded), ['percent-encoding'])];
  }
  if (/^&(?:lt|#60|#x3[Cc]);/.test(trimmed)) {
    const [field] = formFields(`<input name="x" value="${trimmed.replaceAll('"', '&quot;')}">`);
    return field === undefined ? [] : [raw(toUtf8(field[1]), ['character references for the markup itself'])];
  }
  if (PARAMETER.test(trimmed)) {
    const { query, inUrl } = queryIn(trimmed);
    return candidatesOfQuery(query, inUrl ? 'redirect' : 'unknown', inflater);
  }
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
  if (looksLikeXml(input) && !(text !== undefined && looksLikeHtml(text.replace(/^\uFEFF/, ''))))
    return [raw(withoutLeadingSpace(input))];
  return text === undefined ? [] : fromText(text.replace(/^\uFEFF/, ''), inflater);
}

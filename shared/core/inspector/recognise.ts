import { WorkbenchError } from '../errors/workbench-error.ts';
import type { Inflater } from '../saml/transport/message-bytes.ts';
import type { Candidate, JoseCandidate } from './candidate.ts';
import { decodeText } from './decode-text.ts';
import { tokensInside, wholeTokens } from './find-jose.ts';
import { readJsonDocument } from './find-json.ts';
import { recogniseXml } from './recognise-xml.ts';
import type { SourceForm } from './report.ts';

export { MAX_INPUT } from './decode-text.ts';

/** `id_token=`, `access_token=` and the like: a redirect's fragment, a query or a form body. */
const TOKEN_PARAMETER =
  /(?:^|[?&#\s"'])(?:id_token|access_token|refresh_token|token|assertion|client_assertion|subject_token|id_token_hint|request)=/;

/**
 * Recognises every token and message in an input of any form: compact and JSON serializations, `Authorization` headers, curl
 * commands, URLs, form bodies, JSON documents, raw XML, base64, redirect queries, HTML forms, this tool's evidence.
 *
 * @param input pasted text, or the bytes of a file
 * @param inflater inflates SAML's redirect binding
 * @returns at least one candidate, in the order they stand
 * @throws WorkbenchError ERR_INPUT_EMPTY, ERR_INPUT_TOO_LARGE, ERR_INPUT_BINARY, ERR_INPUT_ENCODING, ERR_INPUT_IS_KEY,
 *   ERR_INPUT_UNRECOGNISED
 */
export function recognise(input: string | Uint8Array, inflater: Inflater): Candidate[] {
  const text = xmlBytesAsText(input) ?? decodeText(input);
  // The parser judges a document's own encoding, so its bytes go to it untouched.
  const xml = recogniseXml(
    typeof input === 'string' || !text.trimStart().startsWith('<') ? text : input,
    inflater,
  );
  if (xml.length > 0) return xml;
  const found = findInText(text, inflater);
  if (found.length > 0) return found;
  throw unrecognised(text);
}

/**
 * Finds messages in a part of a larger input, such as one header or body of a capture.
 *
 * @returns nothing where there is none; never throws
 */
export function findMessages(text: string, inflater: Inflater): Candidate[] {
  if (text.trim() === '') return [];
  try {
    const xml = recogniseXml(text, inflater);
    return xml.length > 0 ? xml : findInText(text, inflater);
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return [];
    throw thrown;
  }
}

/** Undecodable bytes that begin like XML are still an XML message, with a fault that its verdict names. */
function xmlBytesAsText(input: string | Uint8Array): string | undefined {
  if (typeof input === 'string') return undefined;
  const start = input.findIndex((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
  return input[start] === 0x3c && input[start + 1] !== 0 ? '<' : undefined;
}

function findInText(text: string, inflater: Inflater): Candidate[] {
  const trimmed = text.trim();
  const whole = wholeTokens(text);
  if (whole.length > 0) return whole;
  const json = readJsonDocument(trimmed);
  if (json.is === 'token') return [json.candidate];
  if (json.is === 'key') throw isKey('a JWK or JWK Set');
  if (json.is === 'holder')
    return json.texts.flatMap((held) =>
      findMessages(held, inflater).map((one) => ({ ...one, form: 'json' as const })),
    );
  const form = formOf(trimmed);
  const tokens: JoseCandidate[] = tokensInside(
    form === 'raw' || form === 'header' ? text : percentDecoded(text),
    form,
  );
  if (tokens.length > 0) return tokens;
  if (/-----BEGIN [A-Z0-9 ]+-----/.test(trimmed))
    throw isKey(/-----BEGIN ([A-Z0-9 ]+)-----/.exec(trimmed)?.[1]?.toLowerCase() ?? 'a key');
  return [];
}

function formOf(text: string): SourceForm {
  if (/^(?:\$\s*)?curl(?:\.exe)?\s/i.test(text)) return 'curl';
  if (/^https?:\/\//i.test(text)) return 'redirect';
  if (/^[\w-]+\s*:\s*(?:bearer|dpop)\s/im.test(text)) return 'header';
  return TOKEN_PARAMETER.test(text) ? 'form' : 'raw';
}

function percentDecoded(text: string): string {
  return text.replace(/%2E/gi, '.').replace(/%3D/gi, '=').replace(/%2D/gi, '-').replace(/%5F/gi, '_');
}

function isKey(looksLike: string): WorkbenchError {
  return new WorkbenchError(
    'ERR_INPUT_IS_KEY',
    'input',
    { looksLike },
    { message: `This is ${looksLike}, not a token or message.` },
  );
}

function unrecognised(text: string): WorkbenchError {
  const trimmed = text.trim();
  if (/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/.test(trimmed)) {
    return new WorkbenchError(
      'ERR_INPUT_UNRECOGNISED',
      'input',
      { looksLike: 'three parts of which the first is no JSON' },
      { message: 'This has the shape of a token, but its first part is not the beginning of a JSON header.' },
    );
  }
  const looksLike = /^<!doctype html|^<html/i.test(trimmed)
    ? 'an HTML page'
    : /^[[{]/.test(trimmed)
      ? 'a JSON document'
      : 'plain text';
  return new WorkbenchError(
    'ERR_INPUT_UNRECOGNISED',
    'input',
    { looksLike },
    { message: `Nothing in this ${looksLike.replace(/^an? /, '')} looks like a token or message.` },
  );
}

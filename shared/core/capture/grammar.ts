/**
 * Where a value stands in a capture, and which members of it are worth reading. A HAR 1.2 log and a SAML-tracer export are
 * both lists of exchanges; everything else in them (timings, cookies, sizes, page lists) is skipped unread.
 */
export type Place =
  | 'root'
  | 'log'
  | 'exchanges'
  | 'exchange'
  | 'request'
  | 'response'
  | 'request-headers'
  | 'response-headers'
  | 'request-header'
  | 'response-header'
  | 'body'
  | 'parameters'
  | 'parameter'
  | 'content'
  | 'pairs'
  | 'pair';

/** The text members that are kept, by the place they stand in. */
export type Field =
  | 'startedAt'
  | 'method'
  | 'url'
  | 'name'
  | 'value'
  | 'text'
  | 'encoding'
  | 'mimeType'
  | 'saml'
  | 'status'
  | 'item';

interface PlaceRule {
  /** Members that are containers: the key, and the place inside. */
  readonly into: Readonly<Record<string, Place>>;
  /** Members that are text or numbers: the key, and what it is. */
  readonly keep: Readonly<Record<string, Field>>;
  /** For arrays: the place of their elements that are containers. */
  readonly each?: Place;
  /** For arrays of plain strings. */
  readonly items?: Field;
}

const HEADER: PlaceRule = { into: {}, keep: { name: 'name', value: 'value' } };

/** HAR 1.2 (sections log, entries, request, response, postData, content) and SAML-tracer's export, as one table. */
export const GRAMMAR: { readonly [P in Place]: PlaceRule } = {
  root: { into: { log: 'log', entries: 'exchanges', requests: 'exchanges' }, keep: {} },
  log: { into: { entries: 'exchanges' }, keep: {} },
  exchanges: { into: {}, keep: {}, each: 'exchange' },
  exchange: {
    into: {
      request: 'request',
      response: 'response',
      requestHeaders: 'request-headers',
      responseHeaders: 'response-headers',
      post: 'pairs',
    },
    keep: {
      startedDateTime: 'startedAt',
      method: 'method',
      url: 'url',
      saml: 'saml',
      postData: 'text',
      responseStatus: 'status',
    },
  },
  request: {
    into: { headers: 'request-headers', postData: 'body' },
    keep: { method: 'method', url: 'url' },
  },
  response: { into: { headers: 'response-headers', content: 'content' }, keep: { status: 'status' } },
  'request-headers': { into: {}, keep: {}, each: 'request-header' },
  'response-headers': { into: {}, keep: {}, each: 'response-header' },
  'request-header': { ...HEADER, items: 'item' },
  'response-header': { ...HEADER, items: 'item' },
  body: { into: { params: 'parameters' }, keep: { text: 'text', mimeType: 'mimeType' } },
  parameters: { into: {}, keep: {}, each: 'parameter' },
  parameter: HEADER,
  content: { into: {}, keep: { text: 'text', encoding: 'encoding', mimeType: 'mimeType' } },
  pairs: { into: {}, keep: {}, each: 'pair' },
  pair: { into: {}, keep: {}, items: 'item' },
};

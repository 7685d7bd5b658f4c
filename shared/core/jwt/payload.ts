import { fromUtf8, toUtf8 } from '../encoding/utf8.ts';
import type { JsonNode, JsonObject } from '../json/node.ts';
import { parseJson } from '../json/parse.ts';
import { judgeEncoding, judgeJson } from './json-part.ts';
import type { Judgement } from './judgement.ts';
import { TextView } from './text-view.ts';
import { decodePart } from './token-part.ts';

/** What a token carries. */
export interface Payload {
  /** Absent where it travels elsewhere or cannot be decoded. */
  readonly bytes?: Uint8Array;
  /** Absent where the bytes are no UTF-8 text. */
  readonly text?: string;
  readonly root?: JsonNode;
  /** True where it was meant as claims, also where they cannot be read. */
  readonly isClaims: boolean;
  readonly view: TextView;
}

const NOT_OF_TOKEN = /[^\w.-]/;
const SHOWN_BYTES = 4096;
const LENIENT = new TextDecoder('utf-8');

/** @returns the claims object, where the payload is one. */
export function claimsObject(payload: Payload): JsonObject | undefined {
  return payload.isClaims && payload.root?.kind === 'object' ? payload.root : undefined;
}

/** @returns the token inside, where the payload is one (RFC 7519 section 5.2). */
export function nestedToken(text: string | undefined, contentType: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const trimmed = text.trim();
  // Long texts are matched only where their start can be a token's, for the pattern has to run over all of them.
  if (!/^[A-Za-z0-9_-]{4}/.test(trimmed)) return undefined;
  const looksLikeToken = trimmed.startsWith('eyJ') || contentType === 'jwt';
  if (!looksLikeToken || NOT_OF_TOKEN.test(trimmed)) return undefined;
  const parts = trimmed.split('.', 6).length;
  return parts >= 3 && parts <= 5 ? trimmed : undefined;
}

/**
 * Decodes the payload of a JWS, and judges how it is written where it is JSON.
 *
 * @param text the payload as it stands in the token; absent where it is detached
 * @param detached the content that travelled beside the token
 * @param isEncoded false for b64=false (RFC 7797)
 * @param type `typ` of the header, which says what a payload that cannot be read was meant to be
 */
export function readPayload(
  judgement: Judgement,
  text: string | undefined,
  detached: string | undefined,
  isEncoded: boolean,
  type: string | undefined,
): Payload {
  if (text !== undefined && isEncoded) {
    const part = decodePart(text);
    judgeEncoding(judgement, 'payload', part);
    return fromBytes(judgement, part.bytes, type);
  }
  const content = text ?? detached;
  if (content === undefined) return { isClaims: false, view: new TextView('Payload', '') };
  return fromBytes(judgement, toUtf8(content), type);
}

function fromBytes(judgement: Judgement, bytes: Uint8Array | undefined, type: string | undefined): Payload {
  const meantAsClaims = type === 'jwt' || type?.endsWith('+jwt') === true;
  if (bytes === undefined)
    return { isClaims: meantAsClaims, view: judgement.show(new TextView('Payload', '')) };
  const text = fromUtf8(bytes);
  if (text === undefined) {
    const shown = LENIENT.decode(bytes.subarray(0, SHOWN_BYTES));
    if (meantAsClaims || shown.startsWith('{'))
      judgement.fail('token.json', 'The payload is not UTF-8 text, so it holds no claims.');
    return {
      bytes,
      isClaims: meantAsClaims || shown.startsWith('{'),
      view: judgement.show(new TextView('Payload', shown)),
    };
  }
  const looksLikeClaims = /^\uFEFF?\s*\{/.test(text);
  if (!looksLikeClaims && !(meantAsClaims && nestedToken(text, 'jwt') === undefined))
    return { bytes, text, isClaims: false, view: judgement.show(new TextView('Payload', text)) };
  const json = parseJson(text);
  const view = judgement.show(new TextView('Payload', text, json));
  judgeJson(judgement, 'payload', json, view);
  if (json.root !== undefined && json.root.kind !== 'object')
    judgement.fail('token.json', 'The payload is not a JSON object, so it holds no claims.');
  return { bytes, text, isClaims: true, view, ...(json.root === undefined ? {} : { root: json.root }) };
}

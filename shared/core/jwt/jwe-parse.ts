import { fromBase64Url } from '../encoding/base64.ts';
import { fromUtf8 } from '../encoding/utf8.ts';
import type { JoseHeader } from './jwe-outcome.ts';

/** More recipients than any real message has; each may cost a private-key operation. */
const MAX_RECIPIENTS = 100;

interface JweRecipient {
  /** The recipient's own unprotected header. */
  readonly header?: JoseHeader;
  /** Empty for direct encryption and direct key agreement. */
  readonly encryptedKey: Uint8Array;
}

/** A JWE taken apart, nothing decrypted. Compact and flattened forms have one recipient. */
export interface ParsedJwe {
  readonly serialization: 'compact' | 'flattened' | 'general';
  /** Exactly as it stood, because it is authenticated as text; empty where absent. */
  readonly protectedText: string;
  readonly protectedHeader: JoseHeader;
  readonly sharedHeader?: JoseHeader;
  readonly recipients: readonly JweRecipient[];
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
  /** The `aad` member exactly as it stood. */
  readonly aadText?: string;
}

/** Where a JWE does not have the shape of RFC 7516 section 7. */
export interface JweShapeProblem {
  readonly part:
    | 'serialization'
    | 'protected'
    | 'unprotected'
    | 'recipients'
    | 'header'
    | 'encrypted_key'
    | 'iv'
    | 'ciphertext'
    | 'tag'
    | 'aad';
  readonly problem: 'missing' | 'not-base64url' | 'not-a-json-object' | 'misplaced' | 'too-many';
}

export type JweParse =
  | { readonly ok: true; readonly jwe: ParsedJwe }
  | { readonly ok: false; readonly problem: JweShapeProblem };

/** Reads a JSON text that must be an object; undefined where it is not, or where the caller's strictness refuses it. */
export type ReadJsonObject = (json: string) => JoseHeader | undefined;

class Misshapen extends Error {
  readonly shape: JweShapeProblem;

  constructor(part: JweShapeProblem['part'], problem: JweShapeProblem['problem']) {
    super(part);
    this.shape = { part, problem };
  }
}

function parsing(read: () => ParsedJwe): JweParse {
  try {
    return { ok: true, jwe: read() };
  } catch (thrown) {
    if (thrown instanceof Misshapen) return { ok: false, problem: thrown.shape };
    throw thrown;
  }
}

/**
 * Takes the compact serialization apart (RFC 7516 section 7.1).
 *
 * @param text five base64url parts joined by dots
 * @param readObject the JSON reader for the header
 */
export function parseCompactJwe(text: string, readObject: ReadJsonObject): JweParse {
  return parsing(() => {
    const parts = text.split('.', 6);
    if (parts.length !== 5) throw new Misshapen('serialization', parts.length < 5 ? 'missing' : 'too-many');
    const [protectedText = '', encryptedKey = '', iv = '', ciphertext = '', tag = ''] = parts;
    if (protectedText === '') throw new Misshapen('protected', 'missing');
    return {
      serialization: 'compact',
      protectedText,
      protectedHeader: readProtected(protectedText, readObject),
      recipients: [{ encryptedKey: decoded('encrypted_key', encryptedKey) }],
      iv: decoded('iv', iv),
      ciphertext: decoded('ciphertext', ciphertext),
      tag: decoded('tag', tag),
    };
  });
}

/**
 * Takes the general or flattened JSON serialization apart (RFC 7516 section 7.2).
 *
 * @param json the parsed JSON object
 * @param readObject the JSON reader for the protected header
 */
export function parseJsonJwe(json: JoseHeader, readObject: ReadJsonObject): JweParse {
  return parsing(() => {
    const isGeneral = json.recipients !== undefined;
    if (isGeneral && (json.header !== undefined || json.encrypted_key !== undefined)) {
      throw new Misshapen('recipients', 'misplaced');
    }
    const protectedText = json.protected === undefined ? '' : text('protected', json.protected);
    const aad = json.aad === undefined ? undefined : text('aad', json.aad);
    if (aad !== undefined) decoded('aad', aad);
    const recipients = isGeneral ? readRecipients(json.recipients) : [readRecipient(json)];
    return {
      serialization: isGeneral ? 'general' : 'flattened',
      protectedText,
      protectedHeader: protectedText === '' ? {} : readProtected(protectedText, readObject),
      ...(json.unprotected === undefined ? {} : { sharedHeader: object('unprotected', json.unprotected) }),
      recipients,
      iv: json.iv === undefined ? new Uint8Array() : decoded('iv', json.iv),
      ciphertext: decoded('ciphertext', json.ciphertext),
      tag: json.tag === undefined ? new Uint8Array() : decoded('tag', json.tag),
      ...(aad === undefined ? {} : { aadText: aad }),
    };
  });
}

function readRecipients(value: unknown): JweRecipient[] {
  if (!Array.isArray(value) || value.length === 0) throw new Misshapen('recipients', 'missing');
  if (value.length > MAX_RECIPIENTS) throw new Misshapen('recipients', 'too-many');
  return value.map((recipient) => readRecipient(object('recipients', recipient)));
}

function readRecipient(holder: JoseHeader): JweRecipient {
  return {
    ...(holder.header === undefined ? {} : { header: object('header', holder.header) }),
    encryptedKey:
      holder.encrypted_key === undefined ? new Uint8Array() : decoded('encrypted_key', holder.encrypted_key),
  };
}

function readProtected(encoded: string, readObject: ReadJsonObject): JoseHeader {
  const json = fromUtf8(decoded('protected', encoded));
  const header = json === undefined ? undefined : readObject(json);
  if (header === undefined) throw new Misshapen('protected', 'not-a-json-object');
  return header;
}

function object(part: JweShapeProblem['part'], value: unknown): JoseHeader {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Misshapen(part, 'not-a-json-object');
  }
  return value as JoseHeader;
}

function text(part: JweShapeProblem['part'], value: unknown): string {
  if (value === undefined) throw new Misshapen(part, 'missing');
  if (typeof value !== 'string') throw new Misshapen(part, 'not-base64url');
  return value;
}

function decoded(part: JweShapeProblem['part'], value: unknown): Uint8Array {
  const bytes = fromBase64Url(text(part, value));
  if (bytes === undefined) throw new Misshapen(part, 'not-base64url');
  return bytes;
}

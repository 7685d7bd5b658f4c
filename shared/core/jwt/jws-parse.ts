import { type JsonNode, memberOf } from '../json/node.ts';
import { type JsonResult, parseJson } from '../json/parse.ts';

/** More signatures than any real message has; each costs a public-key operation. */
const MAX_SIGNATURES = 100;

/** One signature of a JWS, still encoded. */
export interface JwsSignature {
  readonly protectedText: string;
  /** The unprotected header of the JSON serialization. */
  readonly unprotected?: JsonNode;
  readonly signatureText: string;
}

/** A token taken apart, nothing decoded beyond its JSON envelope. */
export interface TokenShape {
  readonly family: 'jws' | 'jwe';
  readonly serialization: 'compact' | 'flattened' | 'general';
  /** The envelope of a JSON serialization. */
  readonly envelope?: JsonResult;
  /** As it stood; absent where it travels elsewhere. */
  readonly payloadText?: string;
  readonly signatures: readonly JwsSignature[];
  /** What is wrong with the shape, one sentence each. */
  readonly faults: readonly string[];
}

/** @returns how a serialization is called in a sentence. */
export function formOf({ serialization }: Pick<TokenShape, 'serialization'>): string {
  return serialization === 'compact' ? 'compact' : `${serialization} JSON`;
}

const JWE_MEMBERS = ['ciphertext', 'recipients', 'encrypted_key', 'iv', 'tag'];

/**
 * Takes a JWS or JWE apart (RFC 7515 section 7, RFC 7516 section 7).
 *
 * @param text compact or JSON serialization, nothing around it
 */
export function readShape(text: string): TokenShape {
  return text.startsWith('{') || text.startsWith('\uFEFF') ? readJson(text) : readCompact(text);
}

function readCompact(text: string): TokenShape {
  // A detached or unencoded payload has no dot (RFC 7797 section 5.2), so the dots alone tell the two apart.
  const first = text.indexOf('.');
  const second = first === -1 ? -1 : text.indexOf('.', first + 1);
  const third = second === -1 ? -1 : text.indexOf('.', second + 1);
  if (second === -1)
    return {
      family: 'jws',
      serialization: 'compact',
      payloadText: first === -1 ? '' : text.slice(first + 1),
      signatures: [{ protectedText: first === -1 ? text : text.slice(0, first), signatureText: '' }],
      faults: [`It has ${first === -1 ? 'one part' : 'two parts'}; a JWS has three.`],
    };
  if (third === -1)
    return {
      family: 'jws',
      serialization: 'compact',
      ...(second === first + 1 ? {} : { payloadText: text.slice(first + 1, second) }),
      signatures: [{ protectedText: text.slice(0, first), signatureText: text.slice(second + 1) }],
      faults: [],
    };
  const count = text.split('.', 7).length;
  return {
    family: count === 4 ? 'jws' : 'jwe',
    serialization: 'compact',
    payloadText: text.slice(first + 1, second),
    signatures: [{ protectedText: text.slice(0, first), signatureText: text.slice(second + 1, third) }],
    faults:
      count === 5
        ? []
        : [`It has ${count === 7 ? 'more than six' : count} parts; a JWS has three, a JWE five.`],
  };
}

function readJson(text: string): TokenShape {
  const envelope = parseJson(text);
  const { root } = envelope;
  if (root?.kind !== 'object')
    return {
      family: 'jws',
      serialization: 'flattened',
      envelope,
      signatures: [],
      faults: ['The JSON around the token cannot be read.'],
    };
  const family = JWE_MEMBERS.some((name) => memberOf(root, name) !== undefined) ? 'jwe' : 'jws';
  if (family === 'jwe')
    return {
      family,
      serialization: memberOf(root, 'recipients') === undefined ? 'flattened' : 'general',
      envelope,
      signatures: [],
      faults: [],
    };
  const faults: string[] = [];
  const payload = memberOf(root, 'payload');
  if (payload !== undefined && payload.kind !== 'string')
    faults.push('Its member "payload" is not a string.');
  const several = memberOf(root, 'signatures');
  const signatures =
    several === undefined ? [readSignature(root, faults)] : readSignatures(root, several, faults);
  return {
    family,
    serialization: several === undefined ? 'flattened' : 'general',
    envelope,
    ...(payload?.kind === 'string' ? { payloadText: payload.value } : {}),
    signatures,
    faults,
  };
}

function readSignatures(root: JsonNode, several: JsonNode, faults: string[]): JwsSignature[] {
  for (const name of ['signature', 'protected', 'header']) {
    if (memberOf(root, name) !== undefined)
      faults.push(`Its member "${name}" stands beside "signatures", where only one of the two may be.`);
  }
  if (several.kind !== 'array' || several.items.length === 0) {
    faults.push('Its member "signatures" is not a list with signatures in it.');
    return [];
  }
  if (several.items.length > MAX_SIGNATURES) faults.push(`It has more than ${MAX_SIGNATURES} signatures.`);
  return several.items.slice(0, MAX_SIGNATURES).map((item) => readSignature(item, faults));
}

function readSignature(node: JsonNode, faults: string[]): JwsSignature {
  const text = (name: string): string => {
    const value = memberOf(node, name);
    if (value === undefined || value.kind === 'string') return value?.value ?? '';
    faults.push(`Its member "${name}" is not a string.`);
    return '';
  };
  const unprotected = memberOf(node, 'header');
  if (memberOf(node, 'signature') === undefined) faults.push('A signature has no member "signature".');
  if (unprotected !== undefined && unprotected.kind !== 'object')
    faults.push('Its member "header" is not a JSON object.');
  return {
    protectedText: text('protected'),
    signatureText: text('signature'),
    ...(unprotected?.kind === 'object' ? { unprotected } : {}),
  };
}

import type { Crypto } from '../crypto/crypto.ts';
import { toBase64Url } from '../encoding/base64.ts';
import { toUtf8 } from '../encoding/utf8.ts';
import type { RingKey } from '../inspector/key-ring.ts';
import { memberOf, plainValue, textOf } from '../json/node.ts';
import { parseJson } from '../json/parse.ts';
import {
  checkCritical,
  checkDisjoint,
  checkKeyId,
  checkKeySources,
  checkProtected,
  type Headers,
  parameter,
  textParameter,
} from './checks/header-checks.ts';
import { judgeEncoding, readJsonPart } from './json-part.ts';
import type { Judgement } from './judgement.ts';
import type { JwsSignature, TokenShape } from './jws-parse.ts';
import type { Payload } from './payload.ts';
import { TextView } from './text-view.ts';
import { decodePart } from './token-part.ts';
import type { SignatureCase } from './verify-signature.ts';

/** The header of one signature, read and judged. */
export interface SignedHeaders {
  readonly headers: Headers;
  /** What `crit` names. */
  readonly critical: readonly string[];
  /** Entra's mark of a token for Microsoft Graph. */
  readonly nonce: string | undefined;
}

/**
 * Reads the protected and unprotected header of a signature.
 *
 * @param suffix tells the headers of several signatures apart: ` 2`
 */
export function readHeaders(judgement: Judgement, signature: JwsSignature, suffix: string): SignedHeaders {
  const { protectedText, unprotected } = signature;
  const headers: Headers = {
    protectedPart: protectedText === '' ? undefined : protectedHeader(judgement, protectedText, suffix),
    unprotected:
      unprotected === undefined
        ? undefined
        : {
            root: unprotected,
            view: judgement.show(
              new TextView(
                `Unprotected header${suffix}`,
                textOf(unprotected),
                parseJson(textOf(unprotected)),
              ),
            ),
          },
  };
  if (headers.protectedPart === undefined && unprotected === undefined)
    judgement.fail('token.structure', 'The token has no header.');
  const critical = parameter(headers, 'crit');
  return {
    headers,
    critical: critical?.kind === 'array' ? critical.items.map(textOf) : [],
    nonce: textParameter(headers, 'nonce'),
  };
}

/** Judges what a header says: contradictions, extensions, keys it brings or names. */
export function judgeHeaders(judgement: Judgement, { headers }: SignedHeaders): void {
  checkDisjoint(judgement, headers);
  checkProtected(judgement, headers);
  checkCritical(judgement, headers);
  checkKeySources(judgement, headers);
  checkKeyId(judgement, headers);
}

function protectedHeader(judgement: Judgement, text: string, suffix: string): Headers['protectedPart'] {
  const part = decodePart(text);
  judgeEncoding(judgement, 'header', part);
  const read = readJsonPart(judgement, 'header', `Header${suffix}`, part.bytes);
  if (read.root !== undefined && read.root.kind !== 'object')
    judgement.fail('token.json', 'The header is not a JSON object.');
  return read;
}

/** @returns whether the header asks for an unencoded payload (RFC 7797 section 3). */
export function isUnencoded({ headers }: SignedHeaders): boolean {
  const node = parameter(headers, 'b64');
  return node?.kind === 'literal' && node.value === false;
}

const CLAIM_NAMES = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'];

/** b64=false: no JWT may use it, all signatures must agree on it, and `crit` must name it (RFC 7797 sections 3, 6 and 7). */
export function judgeUnencoded(
  judgement: Judgement,
  headers: readonly SignedHeaders[],
  payload: Payload,
): void {
  const isJwt = payload.isClaims && CLAIM_NAMES.some((name) => memberOf(payload.root, name) !== undefined);
  const typ = headers.map((one) => textParameter(one.headers, 'typ')?.toLowerCase() ?? '');
  if (isJwt || typ.some((name) => name === 'jwt' || name.endsWith('+jwt')))
    judgement.fail('header.unencoded-payload', 'A JWT must not have an unencoded payload (b64=false).');
  else if (!headers.every(isUnencoded))
    judgement.fail(
      'header.unencoded-payload',
      'Only some of the signatures say that the payload is unencoded.',
    );
  else if (!headers.every(({ critical }) => critical.includes('b64')))
    judgement.warn(
      'header.unencoded-payload',
      'The header has b64=false, but "crit" does not name it: readers that do not know it verify something else.',
    );
  else
    judgement.pass('header.unencoded-payload', 'The payload is unencoded, and "crit" says so.', {
      actual: 'b64=false',
    });
}

/**
 * Gathers what verifies one signature.
 *
 * @param index of the signature in the token
 * @param detached content that travelled beside the token
 */
export function signatureCase(
  header: SignedHeaders,
  shape: TokenShape,
  index: number,
  detached: string | undefined,
  crypto: Crypto,
  judgement: Judgement,
): SignatureCase {
  const { headers } = header;
  const { protectedText = '', signatureText = '' } = shape.signatures[index] ?? {};
  const part = decodePart(signatureText);
  judgeEncoding(judgement, 'signature', part);
  const algorithm = parameter(headers, 'alg');
  return {
    algorithm: algorithm === undefined ? undefined : textOf(algorithm),
    kid: textParameter(headers, 'kid'),
    thumbprints: ['x5t', 'x5t#S256'].flatMap((name) => textParameter(headers, name) ?? []),
    embedded: () => embeddedKey(headers, crypto),
    signature: part.fault === undefined ? part.bytes : undefined,
    inputs: signingInputs(header, protectedText, shape.payloadText, detached),
  };
}

/** RFC 7515 section 5.1 step 8; RFC 7797 section 3: a payload in the token is signed as it stands there, encoded or not. */
function signingInputs(
  header: SignedHeaders,
  protectedText: string,
  payloadText: string | undefined,
  detached: string | undefined,
): (() => Uint8Array)[] {
  const over = (text: string) => (): Uint8Array => toUtf8(`${protectedText}.${text}`);
  if (payloadText !== undefined) {
    const bare = isUnencoded(header) ? payloadText : payloadText.replace(/[\s=]+/g, '');
    // Padding may have been added on the way: then it was not signed.
    return bare === payloadText ? [over(payloadText)] : [over(payloadText), over(bare)];
  }
  if (detached === undefined) return [];
  const encoded = over(toBase64Url(toUtf8(detached)));
  if (!isUnencoded(header)) return [encoded];
  return header.critical.includes('b64') ? [over(detached)] : [encoded, over(detached)];
}

function embeddedKey(headers: Headers, crypto: Crypto): RingKey | undefined {
  try {
    const jwk = parameter(headers, 'jwk');
    if (jwk?.kind === 'object')
      return { key: crypto.importJwk(plainValue(jwk) as Record<string, unknown>), source: 'jwk' };
    const chain = parameter(headers, 'x5c');
    const first = chain?.kind === 'array' ? chain.items[0] : undefined;
    if (first?.kind !== 'string') return undefined;
    const certificate = crypto.parseCertificate(first.value);
    return { key: certificate.publicKey, certificate, source: 'certificate' };
  } catch {
    return undefined;
  }
}

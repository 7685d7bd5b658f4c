import type { Crypto } from '../../crypto/crypto.ts';
import { WorkbenchError } from '../../errors/workbench-error.ts';
import { fromLenientBase64 } from './lenient-base64.ts';

/** Bytes a deflated message may have once inflated; what is larger before that is no deflated message either. */
const MAX_INFLATED = 1024 * 1024;

/** The one transform reading a transport form needs. */
export type Inflater = Pick<Crypto, 'inflateRaw'>;

/** A message's bytes with how they travelled. */
export interface TransportedMessage {
  readonly bytes: Uint8Array;
  readonly deflated: boolean;
  readonly leniencies: readonly string[];
}

const LESS_THAN = 0x3c;
/** White space, and the bytes of byte order marks and of UTF-16's zeros. */
const BEFORE_MARKUP = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff, 0x00]);

/** @returns whether the bytes begin, after white space and byte order mark, with a tag. */
export function looksLikeXml(bytes: Uint8Array): boolean {
  for (const byte of bytes.subarray(0, 1024)) {
    if (byte === LESS_THAN) return true;
    if (!BEFORE_MARKUP.has(byte)) return false;
  }
  return false;
}

/** zlib's own two bytes in front, which some senders leave on (RFC 1950 section 2.2). */
function hasZlibHeader(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes;
  return first === 0x78 && (first * 256 + second) % 31 === 0;
}

function inflate(bytes: Uint8Array, inflater: Inflater): Uint8Array | undefined {
  const inflated = inflater.inflateRaw(bytes, MAX_INFLATED);
  if (inflated === 'too-large')
    throw new WorkbenchError(
      'ERR_INPUT_TOO_LARGE',
      'input',
      { bytes: bytes.length, limit: MAX_INFLATED },
      {
        message: `The compressed message inflates to more than ${MAX_INFLATED / 1024 / 1024} MiB, which no SAML message does.`,
        hint: 'Treat it as an attack on whoever inflates it.',
      },
    );
  return inflated;
}

/**
 * Decodes the value of SAMLRequest or SAMLResponse: base64, deflated or not (SAML 2.0 Bindings sections 3.4.4.1 and 3.5.4).
 *
 * @returns undefined where there is no XML in it
 * @throws WorkbenchError ERR_INPUT_TOO_LARGE for a value that inflates above 1 MiB
 */
export function messageBytes(value: string, inflater: Inflater): TransportedMessage | undefined {
  const decoded = fromLenientBase64(value);
  if (decoded === undefined) return undefined;
  const { bytes, leniencies } = decoded;
  if (looksLikeXml(bytes)) return { bytes, deflated: false, leniencies };
  if (bytes.length > MAX_INFLATED) return undefined;
  const inflated = inflate(bytes, inflater);
  if (inflated !== undefined && looksLikeXml(inflated))
    return { bytes: inflated, deflated: true, leniencies };
  if (!hasZlibHeader(bytes)) return undefined;
  const unwrapped = inflate(bytes.subarray(2, -4), inflater);
  return unwrapped !== undefined && looksLikeXml(unwrapped)
    ? {
        bytes: unwrapped,
        deflated: true,
        leniencies: [...leniencies, 'a zlib header around the deflated message'],
      }
    : undefined;
}

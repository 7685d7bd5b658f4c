import { toBase64 } from '../encoding/base64.ts';
import { WorkbenchError } from '../errors/workbench-error.ts';
import { inputText } from './input-text.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const LONG_LENGTH = 0x80;

/** Where a DER value's content begins: behind its tag and length (X.690 section 8.1.3). */
function contentStart(bytes: Uint8Array): number {
  const length = bytes[1] ?? 0;
  return length < LONG_LENGTH ? 2 : 2 + (length - LONG_LENGTH);
}

/** PFX begins with version 3 and then a content info (RFC 7292 section 4); keys begin with version 0, 1 or 2. */
function isKeyStore(bytes: Uint8Array): boolean {
  const at = contentStart(bytes);
  return bytes[at] === INTEGER && bytes[at + 1] === 1 && bytes[at + 2] === 3;
}

/**
 * Reads a file of keys, certificates or metadata: text as editors and PowerShell save it, or DER, as Windows and Entra's
 * "Certificate (Raw)" give it.
 *
 * @param bytes the file
 * @returns the text; DER as its base64
 * @throws WorkbenchError ERR_KEY_UNREADABLE for a key store, ERR_INPUT_BINARY, ERR_INPUT_ENCODING
 */
export function keyText(bytes: Uint8Array): string {
  if (bytes[0] !== SEQUENCE || (bytes[1] ?? 0) <= LONG_LENGTH) return inputText(bytes);
  if (isKeyStore(bytes))
    throw new WorkbenchError(
      'ERR_KEY_UNREADABLE',
      'key',
      { what: 'key', reason: 'PKCS #12 store' },
      {
        message: 'This is a PKCS #12 key store (.pfx, .p12), which a password protects.',
        hint: 'Unpack it, for example: openssl pkcs12 -in store.pfx -nodes -out store.pem.',
      },
    );
  return toBase64(bytes);
}

import type { CryptoKey } from '../../../shared/core/crypto/crypto.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { base64url } from './bytes.ts';
import { Fault } from './key-error.ts';
import { cryptoKey, materialOf } from './key-material.ts';

/** Makes a symmetric key (RFC 7518 section 6.4). @throws Fault where it is empty */
export function makeSecretKey(secret: Uint8Array): CryptoKey {
  if (secret.length === 0) throw new Fault('the secret is empty');
  const members = { k: base64url(secret), kty: 'oct' };
  return cryptoKey({ type: 'oct', secret }, secret.length * 8, true, members);
}

/** @returns the bytes of an `oct` key. @throws WorkbenchError ERR_KEY_UNSUPPORTED for any other type */
export function secretOf(key: CryptoKey): Uint8Array {
  const material = materialOf(key);
  if (material?.type !== 'oct') {
    throw new WorkbenchError(
      'ERR_KEY_UNSUPPORTED',
      'key',
      { what: `a key of type ${key.type}` },
      { message: 'A shared secret is needed here, and this is a key of another type.' },
    );
  }
  return material.secret;
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Sealing } from '../../../shared/ports/sealing.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** AES-256-GCM (NIST SP 800-38D) with a new random nonce each time: nonce, ciphertext, tag. */
export const nodeSealing: Sealing = {
  seal(key, purpose, plain) {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG });
    cipher.setAAD(Buffer.from(purpose));
    const content = Buffer.concat([cipher.update(plain), cipher.final()]);
    return new Uint8Array(Buffer.concat([nonce, content, cipher.getAuthTag()]));
  },
  open(key, purpose, sealed) {
    if (sealed.length < NONCE + TAG) return undefined;
    const end = sealed.length - TAG;
    try {
      const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE), { authTagLength: TAG });
      decipher.setAAD(Buffer.from(purpose));
      decipher.setAuthTag(sealed.subarray(end));
      return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(NONCE, end)), decipher.final()]));
    } catch {
      return undefined;
    }
  },
};

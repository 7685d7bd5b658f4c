// The interface lives in the core, because rules take it as a parameter and the core imports nothing but itself.
export type { Crypto } from '../core/crypto/crypto.ts';

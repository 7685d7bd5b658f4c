import { nodeCrypto } from '../adapters/crypto/node-crypto.ts';
import { systemClock } from './system-clock.ts';

export { openFileSource } from '../adapters/files/file-source.ts';

/** What the inspector's flows stand on outside a test: this machine's cryptography and time. */
export const nodeInspectorPorts = { crypto: nodeCrypto, clock: systemClock };

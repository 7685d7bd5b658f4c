import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { remembering } from '../../../electron/adapters/crypto/certificate-memory.ts';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';

describe('remembering', () => {
  it('reads each of the last texts once, and forgets the oldest', () => {
    const [pem = ''] = rootCertificates;
    const certificate = nodeCrypto.parseCertificate(pem);
    const read: string[] = [];
    const remembered = remembering((text) => {
      read.push(text);
      if (text === 'bad') throw new Error('unreadable');
      return certificate;
    });
    for (const text of ['a', 'a', 'b', 'a']) remembered(text);
    expect(read).toEqual(['a', 'b']);
    expect(() => remembered('bad')).toThrow();
    expect(() => remembered('bad')).toThrow();
    expect(read).toEqual(['a', 'b', 'bad', 'bad']);
    for (let index = 0; index < 64; index++) remembered(`other ${index}`);
    remembered('a');
    expect(read.at(-1)).toBe('a');
  });
});

import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import { keyText } from '../../../shared/core/inspector/key-text.ts';
import { testKey } from '../../generators/keys.ts';

const { certificatePem, certificateBase64 } = testKey('idp-rsa');

describe('a file of keys is read', () => {
  it.each<[string, Uint8Array]>([
    ['as text', Buffer.from(certificatePem)],
    ['in UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${certificatePem}`, 'utf16le')],
  ])('%s', (_, bytes) => {
    expect(keyText(bytes).replace(/^\uFEFF/, '')).toBe(certificatePem);
  });

  it('in DER, as base64', () => {
    expect(keyText(Buffer.from(certificateBase64, 'base64'))).toBe(certificateBase64);
  });

  it('but not a PKCS #12 store, which says how to unpack it', () => {
    const store = Buffer.from('308209e90201033082099f06092a864886f70d010701', 'hex');
    try {
      keyText(store);
      expect.unreachable();
    } catch (thrown) {
      expect(thrown instanceof WorkbenchError && thrown.code).toBe('ERR_KEY_UNREADABLE');
      expect(thrown instanceof WorkbenchError && thrown.hint).toContain('openssl pkcs12');
    }
  });
});

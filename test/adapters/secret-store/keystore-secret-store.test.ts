import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Keystore,
  KeystoreSecretStore,
} from '../../../electron/adapters/secret-store/keystore-secret-store.ts';
import { MemorySecretStore } from '../../../electron/adapters/secret-store/memory-secret-store.ts';
import { FileStore } from '../../../electron/adapters/workspace-store/file-store.ts';

const CANARY = 'SECRET-CANARY-9c2e';

/** Turns bits over: enough to tell whether the plain text is ever written. */
function keystoreOf(mask: number): Keystore {
  const turn = (bytes: Uint8Array) => bytes.map((byte) => byte ^ mask);
  return {
    encrypt: (text) => turn(new TextEncoder().encode(text)),
    decrypt: (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(turn(bytes)),
  };
}

let folder: string;
const files = () => new FileStore(folder, { now: () => 0 });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fedbench-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the keystore’s secrets', () => {
  it('come back in a later run, and are in no file as they are', async () => {
    await new KeystoreSecretStore(keystoreOf(0x5a), files()).put('key-1', CANARY);
    const later = new KeystoreSecretStore(keystoreOf(0x5a), files());
    expect(later.persistent).toBe(true);
    expect(await later.get('key-1')).toBe(CANARY);
    for (const name of readdirSync(folder)) {
      const content = readFileSync(join(folder, name), 'latin1');
      expect(content).not.toContain(CANARY);
      expect(content).not.toContain(Buffer.from(CANARY).toString('base64'));
    }
  });

  it('are none where the keystore cannot open them any more', async () => {
    await new KeystoreSecretStore(keystoreOf(0x5a), files()).put('key-1', CANARY);
    expect(await new KeystoreSecretStore(keystoreOf(0xa5), files()).get('key-1')).toBeUndefined();
  });

  it('do not lose one another when put at once, and are gone once removed', async () => {
    const store = new KeystoreSecretStore(keystoreOf(1), files());
    await Promise.all(['a', 'b', 'c'].map((name) => store.put(name, `${name}-secret`)));
    await store.remove('b');
    expect(await Promise.all(['a', 'b', 'c', 'constructor'].map((name) => store.get(name)))).toEqual([
      'a-secret',
      undefined,
      'c-secret',
      undefined,
    ]);
  });
});

it('keeps secrets in memory until the process ends', async () => {
  const store = new MemorySecretStore();
  expect(store.persistent).toBe(false);
  await store.put('a', CANARY);
  expect(await store.get('a')).toBe(CANARY);
  await store.remove('a');
  expect(await store.get('a')).toBeUndefined();
});

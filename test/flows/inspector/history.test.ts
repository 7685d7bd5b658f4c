import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeSealing } from '../../../electron/adapters/crypto/node-sealing.ts';
import { KeystoreSecretStore } from '../../../electron/adapters/secret-store/keystore-secret-store.ts';
import { MemorySecretStore } from '../../../electron/adapters/secret-store/memory-secret-store.ts';
import { FileStore } from '../../../electron/adapters/workspace-store/file-store.ts';
import { systemRandom } from '../../../electron/compose/system-random.ts';
import { History, MAX_ENTRIES, MAX_ENTRY_TEXT } from '../../../shared/flows/inspector/history.ts';

const CANARY = 'canary-7f3a-in-the-token';
const MESSAGES = [{ kind: 'jwt', verdict: 'valid', issuer: 'https://canary-issuer.example' }] as const;
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function setUp(folder = mkdtempSync(join(tmpdir(), 'history-')), keystoreKey = 7) {
  folders.push(folder);
  let now = Date.UTC(2026, 10, 23, 8);
  const clock = { now: () => (now += 1000) };
  const store = new FileStore(folder, clock);
  // Stands for the operating system's: another machine has another key.
  const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ keystoreKey);
  const keystore = {
    encrypt: (text: string) => turned(Buffer.from(`ok:${text}`)),
    decrypt: (bytes: Uint8Array) => {
      const text = Buffer.from(turned(bytes)).toString();
      if (!text.startsWith('ok:')) throw new Error('wrong key');
      return text.slice(3);
    },
  };
  const secrets = new KeystoreSecretStore(keystore, store);
  const history = new History({ store, secrets, sealing: nodeSealing, random: systemRandom, clock });
  const add = (text: string) => history.add({ text, messages: MESSAGES });
  return { folder, store, history, add, file: join(folder, 'history.json') };
}

describe('the history', () => {
  it('keeps nothing until it is asked to', async () => {
    const { history, add, store } = setUp();
    expect(await history.status()).toEqual({ offered: true, enabled: false });
    expect(await add('token')).toBe(false);
    expect(await history.list()).toEqual([]);
    expect(await store.files()).toEqual([]);
  });

  it('gives back what was kept, the newest first, also after a restart', async () => {
    const { folder, history, add } = setUp();
    await history.enable();
    for (const text of ['one', 'two', 'one']) expect(await add(text)).toBe(true);
    expect((await history.list()).map(({ text }) => text)).toEqual(['one', 'two']);
    const { history: later } = setUp(folder);
    expect((await later.list())[0]).toMatchObject({
      text: 'one',
      messages: MESSAGES,
      at: '2026-11-23T08:00:04.000Z',
    });
  });

  it('writes nothing readable to the disk', async () => {
    const { folder, history, add, store } = setUp();
    await history.enable();
    await add(CANARY);
    const texts = (await store.files()).map((name) => readFileSync(join(folder, name), 'latin1'));
    const whole = texts.join('\n');
    for (const part of ['canary', Buffer.from('canary').toString('base64').slice(0, 7), 'jwt', 'issuer'])
      expect(whole).not.toContain(part);
  });

  it('has a limit of entries and of one entry’s length', async () => {
    const { history, add } = setUp();
    await history.enable();
    expect(await add('x'.repeat(MAX_ENTRY_TEXT + 1))).toBe(false);
    for (let index = 0; index < MAX_ENTRIES + 5; index++) await add(`text ${index}`);
    const kept = await history.list();
    expect(kept).toHaveLength(MAX_ENTRIES);
    expect(kept.at(-1)?.text).toBe('text 5');
  }, 60_000);

  it('loses none of what is added at the same time', async () => {
    const { history, add } = setUp();
    await history.enable();
    await Promise.all(['a', 'b', 'c', 'd'].map(add));
    expect((await history.list()).map(({ text }) => text)).toEqual(['d', 'c', 'b', 'a']);
  });

  it('forgets all of it, with its key, and goes on or stops', async () => {
    const { history, add, file } = setUp();
    await history.enable();
    await add('one');
    const before = readFileSync(file, 'utf8');
    expect(await history.erase(false)).toBe(1);
    expect(await history.status()).toMatchObject({ enabled: true });
    writeFileSync(file, before);
    // Even a copy of the file can be read no more.
    expect(await history.list()).toEqual([]);
    await add('two');
    expect(await history.erase(true)).toBe(1);
    expect(await history.status()).toMatchObject({ enabled: false });
    expect(await add('three')).toBe(false);
  });

  it('begins anew where the keystore was reset or the file was changed', async () => {
    const { folder, history, add, file } = setUp();
    await history.enable();
    await add('one');
    const { history: other } = setUp(folder, 9);
    expect(await other.list()).toEqual([]);
    const { value } = JSON.parse(readFileSync(file, 'utf8')) as { value: { sealed: string } };
    const middle = value.sealed.length / 2;
    const changed = `${value.sealed.slice(0, middle)}${value.sealed[middle] === 'A' ? 'B' : 'A'}${value.sealed.slice(middle + 1)}`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(value.sealed, changed));
    expect(await history.list()).toEqual([]);
    expect(await add('two')).toBe(true);
    expect((await history.list()).map(({ text }) => text)).toEqual(['two']);
  });

  it('is not offered where secrets live in memory only', async () => {
    const { store } = setUp();
    const ports = {
      store,
      secrets: new MemorySecretStore(),
      sealing: nodeSealing,
      random: systemRandom,
      clock: Date,
    };
    const history = new History(ports);
    expect(await history.status()).toEqual({ offered: false, enabled: false });
    await expect(history.enable()).rejects.toMatchObject({ code: 'ERR_SECRETS_MEMORY_ONLY' });
    expect(await history.add({ text: CANARY, messages: [] })).toBe(false);
    expect(await store.files()).toEqual([]);
  });
});

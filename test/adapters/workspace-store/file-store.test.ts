import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileStore } from '../../../electron/adapters/workspace-store/file-store.ts';
import type { DocumentKind } from '../../../shared/ports/workspace-store.ts';

interface Note {
  readonly text: string;
  readonly stars: number;
}

const NOTE: DocumentKind<Note> = {
  name: 'note',
  version: 3,
  empty: { text: '', stars: 0 },
  migrations: {
    1: (older) => ({ text: String(older) }),
    2: (older) => ({ ...(older as { text: string }), stars: 1 }),
  },
  parse: (value) => {
    const { text, stars } = value as Note;
    if (typeof text !== 'string' || typeof stars !== 'number') throw new TypeError('no note');
    return { text, stars };
  },
};

const AT = Date.UTC(2026, 10, 23, 12, 30);
const windows = process.platform === 'win32';
const root = process.getuid?.() === 0;
let folder: string;
let store: FileStore;

const file = (name = 'note.json') => join(folder, name);
const written = (version: number, value: unknown) =>
  JSON.stringify({ format: 'federation-workbench', kind: 'note', version, value });

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'fedbench-store-')), 'workspace');
  store = new FileStore(folder, { now: () => AT });
});
afterEach(() => {
  chmodSync(join(folder, '..'), 0o700);
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

describe('a document', () => {
  it('is empty before it was saved, and nothing is written for that', async () => {
    expect(await store.load(NOTE)).toEqual({ value: NOTE.empty });
    expect(existsSync(folder)).toBe(false);
  });

  it('comes back as it was saved, from a file only its user can read', async () => {
    await store.save(NOTE, { text: 'größer 😀', stars: 5 });
    expect(await new FileStore(folder, { now: () => AT }).load(NOTE)).toEqual({
      value: { text: 'größer 😀', stars: 5 },
    });
    expect(readdirSync(folder)).toEqual(['note.json']);
  });

  it('is moved forward from older versions step by step, and written anew by the next save only', async () => {
    mkdirSync(folder);
    writeFileSync(file(), written(1, 'old'));
    expect(await store.load(NOTE)).toEqual({ value: { text: 'old', stars: 1 } });
    expect(readFileSync(file(), 'utf8')).toBe(written(1, 'old'));
    await store.save(NOTE, { text: 'new', stars: 2 });
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ version: 3, value: { text: 'new' } });
  });

  it('of a newer version is refused, and neither load nor save touches it', async () => {
    mkdirSync(folder);
    writeFileSync(file(), written(4, { future: true }));
    const newer = { code: 'ERR_STORE_NEWER', details: { path: file(), found: 4, known: 3 } };
    await expect(store.load(NOTE)).rejects.toMatchObject(newer);
    await expect(store.save(NOTE, NOTE.empty)).rejects.toMatchObject(newer);
    expect(readFileSync(file(), 'utf8')).toBe(written(4, { future: true }));
    expect(readdirSync(folder)).toEqual(['note.json']);
  });

  it('is not saved when it is not of its kind', async () => {
    await expect(store.save(NOTE, { text: 1 } as unknown as Note)).rejects.toThrow();
    expect(existsSync(file())).toBe(false);
  });
});

describe('a damaged file is kept aside under a new name', () => {
  it.each([
    ['empty', ''],
    ['cut in the middle', written(3, { text: 'a', stars: 1 }).slice(0, 40)],
    ['not JSON', '\0\x01\xff'],
    ['of another kind', written(3, {}).replace('"note"', '"other"')],
    ['of another program', '{"version":1,"value":"x"}'],
    ['without a version', written(3, {}).replace(':3', ':"3"')],
    ['of a version below the first', written(0, {})],
    ['with a value that is none', written(3, { text: 7 })],
    ['that cannot be moved forward', written(2, null)],
  ])('%s', async (_what, content) => {
    mkdirSync(folder);
    writeFileSync(file(), content);
    const aside = 'note.damaged-2026-11-23T12-30-00Z.json';
    expect(await store.load(NOTE)).toEqual({ value: NOTE.empty, keptAside: aside });
    expect(readFileSync(file(aside), 'utf8')).toBe(content);
    expect(await store.load(NOTE)).toEqual({ value: NOTE.empty });
  });

  it('by a save as well, and never over one that was kept before', async () => {
    mkdirSync(folder);
    for (const content of ['first', 'second']) {
      writeFileSync(file(), content);
      await store.save(NOTE, { text: content, stars: 0 });
    }
    expect(readFileSync(file('note.damaged-2026-11-23T12-30-00Z.json'), 'utf8')).toBe('first');
    expect(readFileSync(file('note.damaged-2026-11-23T12-30-00Z-2.json'), 'utf8')).toBe('second');
  });

  it.skipIf(windows)(
    'also a link in its place, whose target is neither read nor written (not on Windows)',
    async () => {
      mkdirSync(folder);
      const target = join(folder, '..', 'target.json');
      writeFileSync(target, written(3, { text: 'secret', stars: 1 }));
      symlinkSync(target, file());
      expect(await store.load(NOTE)).toMatchObject({ value: NOTE.empty });
      expect(readlinkSync(file('note.damaged-2026-11-23T12-30-00Z.json'))).toBe(target);
      await store.save(NOTE, { text: 'mine', stars: 1 });
      expect(readFileSync(target, 'utf8')).toContain('secret');
    },
  );

  it('also a folder in its place', async () => {
    mkdirSync(file(), { recursive: true });
    expect(await store.load(NOTE)).toMatchObject({ keptAside: 'note.damaged-2026-11-23T12-30-00Z.json' });
    await store.save(NOTE, { text: 'mine', stars: 1 });
    expect((await store.load(NOTE)).value.text).toBe('mine');
  });
});

describe('writers', () => {
  it('are served in the order they called', async () => {
    const saves = Array.from({ length: 50 }, (_, stars) => store.save(NOTE, { text: 'n', stars }));
    const loaded = store.load(NOTE);
    await Promise.all(saves);
    expect((await loaded).value.stars).toBe(49);
  });

  it('of two processes leave the whole of one document', async () => {
    const other = new FileStore(folder, { now: () => AT });
    const long = 'x'.repeat(200_000);
    for (let round = 0; round < 20; round++) {
      await Promise.all([
        store.save(NOTE, { text: `a${long}`, stars: round }),
        other.save(NOTE, { text: 'b', stars: round }),
      ]);
      const { value, keptAside } = await store.load(NOTE);
      expect(keptAside).toBeUndefined();
      expect([`a${long}`, 'b']).toContain(value.text);
    }
    expect(readdirSync(folder)).toEqual(['note.json']);
  });

  it('that were killed leave files which are swept away later, those at work are left alone', async () => {
    mkdirSync(folder);
    const stale = file('.note.json.11111111-1111-4111-8111-111111111111.tmp');
    const fresh = file('.note.json.22222222-2222-4222-8222-222222222222.tmp');
    for (const path of [stale, fresh]) writeFileSync(path, 'half');
    utimesSync(stale, new Date(AT - 7_200_000), new Date(AT - 7_200_000));
    utimesSync(fresh, new Date(AT - 1000), new Date(AT - 1000));
    await store.load(NOTE);
    expect(existsSync(stale)).toBe(false);
    expect(existsSync(fresh)).toBe(true);
    expect(await store.files()).toEqual([]);
  });
});

describe('files', () => {
  it('are listed, those kept aside and in folders included, and removed one by one', async () => {
    await store.save(NOTE, { text: 'a', stars: 1 });
    mkdirSync(file('history'));
    writeFileSync(file('history/one.bin'), 'x');
    writeFileSync(file('note.damaged-x.json'), 'x');
    expect(await store.files()).toEqual(['history/one.bin', 'note.damaged-x.json', 'note.json']);
    await store.remove('history/one.bin');
    await store.remove('note.json');
    expect(await store.files()).toEqual(['note.damaged-x.json']);
  });

  it.each(['../outside.json', '/etc/hostname', 'missing.json', '.', ''])(
    '%j is not removed',
    async (path) => {
      await store.save(NOTE, { text: 'a', stars: 1 });
      const outside = join(folder, '..', 'outside.json');
      writeFileSync(outside, 'x');
      await store.remove(path);
      expect(existsSync(outside)).toBe(true);
      expect(await store.files()).toEqual(['note.json']);
    },
  );

  it.each(['../note', 'Note', 'a/b', '', 'note.json', '.note', 'x'.repeat(65)])(
    'named %j are refused',
    async (name) => {
      await expect(store.save({ ...NOTE, name }, NOTE.empty)).rejects.toThrow(TypeError);
    },
  );
});

it.skipIf(windows || root)('says when it may not write, and nothing is lost (not as root)', async () => {
  await store.save(NOTE, { text: 'before', stars: 1 });
  chmodSync(folder, 0o500);
  await expect(store.save(NOTE, { text: 'after', stars: 2 })).rejects.toMatchObject({
    code: 'ERR_STORE_PERMISSION',
  });
  chmodSync(folder, 0o700);
  expect((await store.load(NOTE)).value.text).toBe('before');
});

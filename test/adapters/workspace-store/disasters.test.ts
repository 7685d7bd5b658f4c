import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleStore } from './bundled-store.ts';

const linuxRoot = process.platform === 'linux' && process.getuid?.() === 0;
const kind = `{ name: 'note', version: 1, empty: '', migrations: {}, parse: (value) => {
  if (typeof value !== 'string') throw new TypeError(); return value; } }`;

let scratch: string;
let storeModule: string;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'fedbench-disaster-'));
  chmodSync(scratch, 0o755);
  storeModule = await bundleStore(scratch);
}, 30_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** @returns a script that opens the store and runs the lines */
function script(name: string, lines: string): string {
  const path = join(scratch, `${name}.mjs`);
  writeFileSync(
    path,
    `import { FileStore } from ${JSON.stringify(storeModule)};
const kind = ${kind};
const store = new FileStore(process.argv[2], { now: () => Date.now() });
const text = (length) => 'x'.repeat(length);
const attempt = (value) => store.save(kind, value).then(() => 'saved', (error) => error.code);
${lines}`,
  );
  return path;
}

const valueIn = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, 'note.json'), 'utf8')) as { value: string }).value;

it('a writer killed at any moment leaves the whole of one save', async () => {
  const folder = join(scratch, 'killed');
  const writer = script(
    'writer',
    `await store.save(kind, text(1)); process.stdout.write('ready');
     for (let n = 1; ; n++) await store.save(kind, text((n % 7) * 100_000 + 1));`,
  );
  for (let round = 0; round < 8; round++) {
    const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, round * 7));
    child.kill('SIGKILL');
    await ended;
    expect(valueIn(folder)).toMatch(/^x+$/);
    expect((valueIn(folder).length - 1) % 100_000).toBe(0);
  }
}, 30_000);

describe.skipIf(!linuxRoot)('with file systems of their own (needs root on Linux)', () => {
  const mounted: string[] = [];
  afterAll(() => {
    for (const folder of mounted) spawnSync('umount', ['-l', folder]);
  });

  function mount(name: string, options: string): string | undefined {
    const folder = join(scratch, name);
    mkdirSync(folder);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status !== 0) return undefined;
    mounted.push(folder);
    return folder;
  }

  it('a full disk is told as such, and the file before is intact', (context) => {
    const folder = mount('full', 'size=256k');
    if (folder === undefined) return context.skip('this machine may not mount');
    const path = script(
      'full',
      `console.log(await attempt(text(1000)), await attempt(text(1_000_000)), await attempt(text(2000)));`,
    );
    const result = spawnSync(process.execPath, [path, folder], { encoding: 'utf8' });
    expect(result.stdout.trim()).toBe('saved ERR_STORE_FULL saved');
    expect(valueIn(folder)).toHaveLength(2000);
    expect(readdirSync(folder)).toEqual(['note.json']);
  });

  it('a read-only disk is told as a permission', (context) => {
    const folder = mount('read-only', 'size=256k');
    if (folder === undefined) return context.skip('this machine may not mount');
    const path = script('read-only', `console.log(await attempt(text(10)));`);
    expect(spawnSync(process.execPath, [path, folder], { encoding: 'utf8' }).stdout.trim()).toBe('saved');
    spawnSync('mount', ['-o', 'remount,ro', folder]);
    expect(spawnSync(process.execPath, [path, folder], { encoding: 'utf8' }).stdout.trim()).toBe('saved');
    const other = script('read-only-other', `console.log(await attempt(text(20)));`);
    const result = spawnSync(process.execPath, [other, folder], { encoding: 'utf8' });
    expect(result.stdout.trim()).toBe('ERR_STORE_PERMISSION');
    expect(valueIn(folder)).toHaveLength(10);
  });

  it('a folder of somebody else is told as a permission', () => {
    const folder = join(scratch, 'foreign');
    mkdirSync(folder, { mode: 0o755 });
    const path = script('foreign', `console.log(await attempt(text(10)));`);
    const result = spawnSync('setpriv', [
      ...['--reuid', '65534', '--regid', '65534', '--clear-groups', '--'],
      ...[process.execPath, path, folder],
    ]);
    expect(result.stdout.toString().trim()).toBe('ERR_STORE_PERMISSION');
  });
});

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { unzip } from '../../build/bootstrap/unpack.mjs';
import { scratchFolder } from './scratch.ts';

interface Entry {
  name: string;
  content: string;
  mode?: number;
}

/** A ZIP archive with stored entries, as PKWARE's APPNOTE 4.3.7, 4.3.12 and 4.3.16 lay it out. */
function zipOf(entries: Entry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o644 } of entries) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name + content)]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((0o100000 | mode) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), common, tail, Buffer.from(name));
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, central, end]);
}

function archiveOf(entries: Entry[]): string {
  const file = join(scratchFolder(), 'archive.zip');
  writeFileSync(file, zipOf(entries));
  return file;
}

const asIs = (name: string) => name;

it('writes what is wanted, with its right to be run', async () => {
  const target = scratchFolder();
  const archive = archiveOf([
    { name: 'app/tool', content: 'run me', mode: 0o755 },
    { name: 'app/deep/text', content: 'read me' },
    { name: 'app/secret', content: 'skip me' },
  ]);
  const written = await unzip(archive, target, (name) =>
    name.endsWith('secret') ? undefined : name.slice(4),
  );
  expect(written).toEqual(['tool', 'deep/text']);
  expect(readFileSync(join(target, 'deep', 'text'), 'utf8')).toBe('read me');
  expect(statSync(join(target, 'tool')).mode & 0o111).not.toBe(0);
  expect(statSync(join(target, 'deep', 'text')).mode & 0o111).toBe(0);
});

it.each(['../outside', '/tmp/outside', 'a/../../outside'])(
  'does not write outside its folder: %s',
  async (name) => {
    const target = scratchFolder();
    await expect(unzip(archiveOf([{ name, content: 'x' }]), target, asIs)).rejects.toThrow();
    await expect(unzip(archiveOf([{ name: 'harmless', content: 'x' }]), target, () => name)).rejects.toThrow(
      'outside',
    );
    expect(existsSync(join(target, '..', 'outside'))).toBe(false);
  },
);

it('refuses a truncated archive', async () => {
  const file = join(scratchFolder(), 'archive.zip');
  writeFileSync(file, zipOf([{ name: 'a', content: 'x'.repeat(1000) }]).subarray(0, 500));
  await expect(unzip(file, scratchFolder(), asIs)).rejects.toThrow();
});

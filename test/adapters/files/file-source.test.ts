import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openFileSource } from '../../../electron/adapters/files/file-source.ts';
import type { ByteSource } from '../../../shared/ports/byte-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'file-source-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function contentOf(source: ByteSource): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const chunk of source.chunks()) pieces.push(Buffer.from(chunk));
  return Buffer.concat(pieces);
}

describe('openFileSource', () => {
  it('gives the bytes of a file, as often as it is asked', async () => {
    const path = join(folder, 'large');
    const bytes = Buffer.alloc(3_000_000, 'abc');
    writeFileSync(path, bytes);
    const source = await openFileSource(path);
    expect(source).toMatchObject({ name: path, size: 3_000_000 });
    expect((await contentOf(source)).equals(bytes)).toBe(true);
    expect((await contentOf(source)).equals(bytes)).toBe(true);
  });

  it('tells by its version that a file has changed', async () => {
    const path = join(folder, 'changing');
    writeFileSync(path, 'a');
    const { version } = await openFileSource(path);
    expect((await openFileSource(path)).version).toBe(version);
    writeFileSync(path, 'ab');
    expect((await openFileSource(path)).version).not.toBe(version);
  });

  it('reads an empty file', async () => {
    const path = join(folder, 'empty');
    writeFileSync(path, '');
    expect(await contentOf(await openFileSource(path))).toHaveLength(0);
  });

  it.skipIf(process.platform === 'win32')('reads a pipe, which has no size (not on Windows)', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const source = await openFileSource(path);
    expect(source.size).toBeUndefined();
    execFileSync('sh', ['-c', `printf token > '${path}' &`], { stdio: 'ignore' });
    expect((await contentOf(source)).toString()).toBe('token');
  });

  it('names what cannot be read', async () => {
    await expect(openFileSource(join(folder, 'absent'))).rejects.toMatchObject({
      code: 'ERR_INPUT_NOT_FOUND',
    });
    await expect(openFileSource(folder)).rejects.toMatchObject({ code: 'ERR_INPUT_DIRECTORY' });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'names a file that may not be read (not as root or on Windows)',
    async () => {
      const path = join(folder, 'closed');
      writeFileSync(path, 'x');
      chmodSync(path, 0);
      await expect(contentOf(await openFileSource(path))).rejects.toMatchObject({
        code: 'ERR_INPUT_PERMISSION',
      });
    },
  );
});

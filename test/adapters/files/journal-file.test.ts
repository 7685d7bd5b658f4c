import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createJournal, openJournal } from '../../../electron/adapters/files/journal-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let number = 0;
const fresh = (): string => join(folder, `j${number++}.jsonl`);

describe('a journal file', () => {
  it('has each line on the disk when append resolves, in order', async () => {
    const path = fresh();
    const journal = await createJournal(path);
    await Promise.all(['a', 'b', 'c'].map((line) => journal.append(line)));
    expect(readFileSync(path, 'utf8')).toBe('a\nb\nc\n');
    await journal.close();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('goes on after a line that was cut', async () => {
    const path = fresh();
    const first = await createJournal(path);
    await first.append('{"a":1}');
    await first.close();
    appendFileSync(path, '{"b":');
    const { text, journal } = await openJournal(path);
    expect(text).toBe('{"a":1}\n');
    await journal.append('{"c":3}');
    await journal.close();
    expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{"c":3}\n');
  });

  it('is held by one process only, and by none that was killed', async () => {
    const path = fresh();
    const journal = await createJournal(path);
    expect(existsSync(path)).toBe(false);
    await journal.append('first');
    await expect(openJournal(path)).rejects.toMatchObject({ code: 'ERR_ACCESS_JOURNAL_BUSY' });
    await journal.close();
    writeFileSync(`${path}.lock`, String(process.ppid));
    await expect(openJournal(path)).rejects.toMatchObject({ code: 'ERR_ACCESS_JOURNAL_BUSY' });
    writeFileSync(`${path}.lock`, '999999999');
    await (await openJournal(path)).journal.close();
  });

  it('refuses a file that is there, and one that is not', async () => {
    const path = fresh();
    writeFileSync(path, 'x');
    await expect(createJournal(path)).rejects.toMatchObject({ code: 'ERR_OUTPUT_EXISTS' });
    expect(existsSync(`${path}.lock`)).toBe(false);
    await expect(openJournal(join(folder, 'none'))).rejects.toMatchObject({ code: 'ERR_INPUT_NOT_FOUND' });
    await expect(createJournal(join(folder, 'no', 'folder'))).rejects.toMatchObject({
      code: 'ERR_INPUT_NOT_FOUND',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { InspectorSession } from '../../../../renderer/features/inspector/session.ts';
import { takenFile } from '../../../../renderer/features/inspector/taken-file.ts';

const HAR = '{"log":{"version":"1.2","entries":[]}}';

describe('takenFile', () => {
  it('takes the text of a short file, in the encoding it was saved in', async () => {
    expect(await takenFile(new File(['token'], 'a.txt'))).toEqual({ name: 'a.txt', text: 'token' });
    const utf16 = Buffer.from('\uFEFFtoken', 'utf16le');
    expect(await takenFile(new File([utf16], 'b.txt'))).toEqual({ name: 'b.txt', text: 'token' });
  });

  it.each([
    ['is long', new File(['x'.repeat(300_000)], 'long.txt')],
    ['is a capture', new File([HAR], 'a.har')],
    ['is no text', new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff])], 'a.png')],
  ])('leaves a file that %s to the worker', async (_reason, file) => {
    expect(await takenFile(file)).toEqual({ name: file.name, file });
  });
});

describe('InspectorSession with a file', () => {
  it('inspects it in place of a text, until another input comes', async () => {
    const session = new InspectorSession();
    session.replace('token');
    const file = new File([HAR], 'a.har');
    await session.openFile(file);
    expect(session.file).toBe(file);
    expect(session.text).toBe('');
    expect(session.snapshot()).toMatchObject({
      empty: false,
      source: 'a.har',
      file: { name: 'a.har', size: 38 },
    });
    session.replace('token');
    expect(session.file).toBeUndefined();
    expect(session.snapshot()).toMatchObject({ empty: false, file: undefined });
  });

  it('tells two files apart, also under one name', async () => {
    const session = new InspectorSession();
    await session.openFile(new File([HAR], 'a.har'));
    const first = session.snapshot();
    await session.openFile(new File([HAR], 'a.har'));
    expect(session.snapshot().file?.number).not.toBe(first.file?.number);
    expect(session.snapshot().revision).toBeGreaterThan(first.revision);
  });

  it('judges it again with other options', async () => {
    const session = new InspectorSession();
    await session.openFile(new File([HAR], 'a.har'));
    const before = session.snapshot();
    session.setOptions({ ...session.options, strict: true });
    expect(session.snapshot()).toMatchObject({ file: before.file, revision: before.revision + 1 });
  });

  it('drops a file that is still being looked at when something else comes', async () => {
    const session = new InspectorSession();
    const opening = session.openFile(new File([HAR], 'a.har'));
    session.replace('typed meanwhile');
    await opening;
    expect(session.text).toBe('typed meanwhile');
    expect(session.file).toBeUndefined();
  });
});

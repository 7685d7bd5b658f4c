import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InspectorSession } from '../../../../renderer/features/inspector/session.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../../../shared/core/inspector/options.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const STRICT = { ...DEFAULT_INSPECT_OPTIONS, strict: true };
const SAMPLE = { ...DEFAULT_INSPECT_OPTIONS, at: 1_000, profile: 'entra' } as const;

describe('InspectorSession', () => {
  it('judges once after a pause, however many keys were struck', () => {
    const session = new InspectorSession();
    const heard = vi.fn();
    session.subscribe(heard);
    for (let length = 1; length <= 50; length += 1) session.type('x'.repeat(length));
    expect(heard).toHaveBeenCalledTimes(1);
    expect(session.snapshot()).toMatchObject({ revision: 0, settling: true });
    vi.runAllTimers();
    expect(heard).toHaveBeenCalledTimes(2);
    expect(session.snapshot()).toMatchObject({ revision: 1, settling: false, length: 50 });
  });

  it('tells at once when the field becomes empty', () => {
    const session = new InspectorSession();
    session.replace('token', 'a file');
    session.type('');
    expect(session.snapshot()).toMatchObject({ empty: true, source: undefined });
  });

  it('replaces at once, and drops what was being typed', () => {
    const session = new InspectorSession();
    session.type('half');
    session.replace('whole', 'message.txt');
    expect(session.snapshot()).toMatchObject({ revision: 1, source: 'message.txt', replaced: 1 });
    vi.runAllTimers();
    expect(session.snapshot().revision).toBe(1);
    expect(session.text).toBe('whole');
  });

  it('does not judge again for options that say the same', () => {
    const session = new InspectorSession();
    session.setOptions({ ...DEFAULT_INSPECT_OPTIONS });
    expect(session.snapshot().revision).toBe(0);
    session.setOptions(STRICT);
    expect(session.snapshot().revision).toBe(1);
  });

  it('never applies what a sample brought along to the next text', () => {
    const session = new InspectorSession();
    session.setOptions(STRICT);
    session.replace('sample', 'Sample', SAMPLE);
    expect(session.options).toBe(SAMPLE);
    expect(session.ownOptions).toBe(STRICT);
    session.setOptions({ ...SAMPLE, strict: true });
    expect(session.ownOptions).toBe(STRICT);
    session.replace('mine');
    expect(session.options).toBe(STRICT);
    expect(session.snapshot()).toMatchObject({ borrowed: false, optionsReplaced: 2 });
  });

  it('keeps a sample while the saved options arrive', () => {
    const session = new InspectorSession();
    session.replace('sample', 'Sample', SAMPLE);
    session.setOwnOptions(STRICT);
    expect(session.options).toBe(SAMPLE);
    session.returnToOwnOptions();
    expect(session.options).toBe(STRICT);
  });
});

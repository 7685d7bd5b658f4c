import { describe, expect, it } from 'vitest';
import { isPressOf, keysOfAccelerator, type Press } from '../../../renderer/app/accelerators.ts';
import { COMMANDS, type Command } from '../../../shared/contract/commands.ts';

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
});

describe('accelerators', () => {
  it('answer to Control, on macOS to Command', () => {
    expect(isPressOf('CmdOrCtrl+K', press('k', { ctrlKey: true }), false)).toBe(true);
    expect(isPressOf('CmdOrCtrl+K', press('k', { metaKey: true }), true)).toBe(true);
    expect(isPressOf('CmdOrCtrl+K', press('k', { metaKey: true }), false)).toBe(false);
    expect(isPressOf('CmdOrCtrl+K', press('k'), false)).toBe(false);
  });

  it('tell Shift apart on letters, and leave it to the layout on signs', () => {
    expect(isPressOf('CmdOrCtrl+Shift+V', press('V', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
    expect(isPressOf('CmdOrCtrl+Shift+V', press('v', { ctrlKey: true }), false)).toBe(false);
    // "/" is Shift+7 on many keyboards.
    expect(isPressOf('CmdOrCtrl+/', press('/', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
  });

  it('are named as on the keyboard', () => {
    expect(keysOfAccelerator('CmdOrCtrl+Shift+V', false)).toBe('Ctrl+Shift+V');
    expect(keysOfAccelerator('CmdOrCtrl+Shift+V', true)).toBe('⌘⇧V');
  });

  it('are given to one command each', () => {
    const given = COMMANDS.flatMap((command: Command) => command.accelerator ?? []);
    expect(new Set(given).size).toBe(given.length);
  });
});

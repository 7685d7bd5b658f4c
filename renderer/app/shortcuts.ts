/** Keys that a page's own parts answer to, beside the commands. */
export const PAGE_KEYS: readonly { readonly title: string; readonly keys: string }[] = [
  { title: 'Go from check to check, or message to message', keys: '↑ ↓' },
  { title: 'Open or close a check', keys: 'Enter' },
  { title: 'Search in decoded text', keys: 'Ctrl+F' },
  { title: 'Close a dialog', keys: 'Esc' },
];

const NAMES: Readonly<Record<string, string>> = {
  CmdOrCtrl: 'Ctrl',
  CommandOrControl: 'Ctrl',
  Plus: '+',
};
const MAC_NAMES: Readonly<Record<string, string>> = {
  CmdOrCtrl: '⌘',
  CommandOrControl: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Plus: '+',
};

/**
 * @param accelerator as Electron writes it, such as `CmdOrCtrl+K`
 * @param mac true on macOS, which has its own signs
 * @returns the chord as the reader's keyboard names it
 */
export function keysOfAccelerator(accelerator: string, mac: boolean): string {
  const names = mac ? MAC_NAMES : NAMES;
  const parts = accelerator.split('+').map((part) => names[part] ?? part);
  return mac ? parts.join('') : parts.join('+');
}

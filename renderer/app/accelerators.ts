/** A chord in the parts a keyboard event has. */
interface Chord {
  readonly key: string;
  readonly shift: boolean;
  readonly alt: boolean;
  /** Control, or Command on macOS. */
  readonly main: boolean;
}

/**
 * @param accelerator in Electron's notation: `CmdOrCtrl+Shift+V`
 */
function chordOf(accelerator: string): Chord {
  const parts = accelerator.split('+');
  return {
    key: (parts.at(-1) ?? '').toLowerCase(),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
    main: parts.includes('CmdOrCtrl') || parts.includes('CommandOrControl'),
  };
}

/** What matters of a KeyboardEvent. */
export interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/**
 * Says whether a key press is a chord. The page handles chords itself, before the menu would: a press that the page
 * prevents never reaches the menu, so nothing happens twice.
 *
 * @param mac true on macOS, where Command takes the place of Control
 */
export function isPressOf(accelerator: string, press: Press, mac: boolean): boolean {
  const chord = chordOf(accelerator);
  const main = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  // Where a sign such as "/" itself needs Shift, the layout decides about it.
  const shift = /^[a-z0-9]$/.test(chord.key) ? press.shiftKey === chord.shift : true;
  return (
    press.key.toLowerCase() === chord.key &&
    main === chord.main &&
    !other &&
    press.altKey === chord.alt &&
    shift
  );
}

const SIGNS: Readonly<Record<string, string>> = { CmdOrCtrl: 'Ctrl', CommandOrControl: 'Ctrl' };
const MAC_SIGNS: Readonly<Record<string, string>> = {
  CmdOrCtrl: '⌘',
  CommandOrControl: '⌘',
  Shift: '⇧',
  Alt: '⌥',
};

/**
 * @returns the chord as the reader's keyboard names it, such as `Ctrl+K` or `⌘K`
 */
export function keysOfAccelerator(accelerator: string, mac: boolean): string {
  const signs = mac ? MAC_SIGNS : SIGNS;
  return accelerator
    .split('+')
    .map((part) => signs[part] ?? part)
    .join(mac ? '' : '+');
}

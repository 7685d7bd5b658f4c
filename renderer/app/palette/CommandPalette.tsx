import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { Key } from '../../kit/Key.tsx';
import { ModalSheet } from '../../kit/ModalSheet.tsx';
import { fuzzyMatch } from './fuzzy.ts';
import './palette.css';

export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  /** The chord as the reader's keyboard names it. */
  readonly keys?: string | undefined;
  readonly run: () => void;
}

interface Found {
  readonly entry: PaletteEntry;
  readonly score: number;
  readonly positions: ReadonlySet<number>;
}

function find(entries: readonly PaletteEntry[], query: string): Found[] {
  if (query.trim() === '') return entries.map((entry) => ({ entry, score: 0, positions: new Set<number>() }));
  return entries
    .flatMap((entry) => {
      const match = fuzzyMatch(query, entry.title);
      return match === undefined ? [] : [{ entry, score: match.score, positions: new Set(match.positions) }];
    })
    .sort((a, b) => b.score - a.score);
}

function Title(props: { readonly text: string; readonly positions: ReadonlySet<number> }) {
  return (
    <span>
      {[...props.text].map((character, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: letters have no identity besides their place
        props.positions.has(index) ? <b key={index}>{character}</b> : character,
      )}
    </span>
  );
}

/** Every command by name: type a few letters, Enter runs the first. The combobox pattern of the ARIA practices. */
export function CommandPalette(props: {
  readonly entries: readonly PaletteEntry[];
  readonly onClose: () => void;
}) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const found = useMemo(() => find(props.entries, query), [props.entries, query]);
  const current = Math.min(active, found.length - 1);

  const run = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return;
    props.onClose();
    // The dialog gives the focus back when it closes; the command may then move it.
    requestAnimationFrame(() => entry.run());
  };

  const press = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (event.key === 'Enter') {
      event.preventDefault();
      run(found[current]?.entry);
    } else if (step !== undefined && found.length > 0) {
      event.preventDefault();
      const wrapped = Math.abs(step) === 1 ? (current + step + found.length) % found.length : current + step;
      const next = Math.max(0, Math.min(wrapped, found.length - 1));
      setActive(next);
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' });
    }
  };

  return (
    <ModalSheet label="Commands" onClose={props.onClose}>
      <input
        className="wb-palette-input"
        // biome-ignore lint/a11y/noAutofocus: the palette is opened to type in it
        autoFocus
        role="combobox"
        aria-label="Find a command"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found.length === 0 ? undefined : `${list}-${current}`}
        placeholder="Find a command"
        spellCheck={false}
        autoComplete="off"
        value={query}
        onKeyDown={press}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
      />
      <div className="wb-palette-list" role="listbox" id={list} aria-label="Commands">
        {found.map(({ entry, positions }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
          // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant carries the focus
          <div
            key={entry.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === current}
            className="wb-palette-option"
            onMouseMove={() => setActive(index)}
            onClick={() => run(entry)}
          >
            <Title text={entry.title} positions={positions} />
            {entry.keys === undefined ? null : <Key keys={entry.keys} />}
          </div>
        ))}
      </div>
      {found.length === 0 ? (
        <p className="wb-palette-none" role="status">
          No command matches “{query}”.
        </p>
      ) : null}
    </ModalSheet>
  );
}

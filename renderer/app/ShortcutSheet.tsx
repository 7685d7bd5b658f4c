import Button from '@cloudscape-design/components/button';
import { Key } from '../kit/Key.tsx';
import { ModalSheet } from '../kit/ModalSheet.tsx';
import { PAGE_KEYS } from './page-keys.ts';
import type { PaletteEntry } from './palette/CommandPalette.tsx';

/** Every key that does something, from the same list as the menus and the palette. */
export function ShortcutSheet(props: {
  readonly entries: readonly PaletteEntry[];
  readonly onClose: () => void;
}) {
  return (
    <ModalSheet label="Keyboard shortcuts" onClose={props.onClose}>
      <div className="wb-shortcuts">
        <div className="wb-pane-head">
          <h2>Keyboard shortcuts</h2>
          <Button variant="icon" iconName="close" ariaLabel="Close" onClick={props.onClose} />
        </div>
        <ShortcutTable entries={props.entries} />
      </div>
    </ModalSheet>
  );
}

/** The table of the sheet and of the About page. */
export function ShortcutTable(props: { readonly entries: readonly PaletteEntry[] }) {
  const commands = props.entries.filter((entry) => entry.keys !== undefined);
  return (
    <table className="wb-shortcut-table">
      <thead className="wb-visually-hidden">
        <tr>
          <th scope="col">What</th>
          <th scope="col">Keys</th>
        </tr>
      </thead>
      <tbody>
        {[...commands.map((entry) => ({ title: entry.title, keys: entry.keys ?? '' })), ...PAGE_KEYS].map(
          (row) => (
            <tr key={row.title}>
              <td>{row.title}</td>
              <td>
                <Key keys={row.keys} />
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

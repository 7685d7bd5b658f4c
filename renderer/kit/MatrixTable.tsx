import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import './virtual-table.css';
import './matrix-table.css';

export interface MatrixColumn {
  readonly id: string;
  readonly name: string;
}

export interface MatrixRow {
  readonly id: string;
  readonly name: string;
  /** What stands before the name, such as the unit. */
  readonly before: string;
  /** By number of the column; what is absent is empty. */
  readonly cells: ReadonlyMap<number, number>;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

const ROW = 32;
const HEAD = 260;
const COLUMN = 172;

/**
 * Counts in two directions, of any size: only what is in sight is in the document, and rows come as they are asked for. The arrow
 * keys move through the cells, Home and End to the ends of a row, with Ctrl to the ends of the table; Enter opens a cell (WAI-ARIA
 * Authoring Practices, grid pattern).
 *
 * @param props.corner what the first column holds
 * @param props.unit what is counted, for one and for several
 * @param props.rowAt the row, or undefined while it is on its way
 * @param props.onRange told which rows are in sight, the end exclusive
 * @param props.resetKey another value goes back to the beginning
 */
export function MatrixTable(props: {
  readonly label: string;
  readonly corner: string;
  readonly unit: readonly [one: string, several: string];
  readonly total: number;
  readonly columns: readonly MatrixColumn[];
  readonly rowAt: (index: number) => MatrixRow | undefined;
  readonly onRange: (from: number, to: number) => void;
  readonly onPick: (row: string, column: string) => void;
  readonly resetKey: string;
}) {
  const { columns, total, onRange, resetKey, rowAt, onPick } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  /** Whether the active cell shall have the focus once it is in the document. */
  const wanted = useRef(false);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    scrollPaddingStart: ROW,
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => COLUMN,
    overscan: 3,
    scrollPaddingStart: HEAD,
  });
  const items = rows.getVirtualItems();
  const shown = across.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = (items.at(-1)?.index ?? -1) + 1;
  useEffect(() => onRange(from, to), [from, to, onRange]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about the key having changed
  useEffect(() => {
    scroller.current?.scrollTo(0, 0);
    setActive({ row: 0, column: 0 });
  }, [resetKey]);
  useEffect(() => {
    if (!wanted.current) return;
    const cell = scroller.current?.querySelector<HTMLElement>('[data-active]');
    if (cell === null || cell === undefined) return;
    wanted.current = false;
    cell.focus({ preventScroll: true });
  });
  const move = (event: KeyboardEvent) => {
    const next = moved(active, event, total, columns.length);
    if (next === undefined) return;
    event.preventDefault();
    wanted.current = true;
    rows.scrollToIndex(next.row);
    across.scrollToIndex(next.column);
    setActive(next);
  };
  const open = ({ row, column }: Place) => {
    const found = rowAt(row);
    const under = columns[column];
    if (found?.cells.has(column) === true && under !== undefined) onPick(found.id, under.id);
  };
  const inlineSize = HEAD + across.getTotalSize();
  return (
    // biome-ignore lint/a11y/useSemanticElements: cells are placed by transform, which table layout does not allow
    <div
      className="wb-virtual wb-matrix"
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length + 1}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          open(active);
        } else move(event);
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div className="wb-matrix-head" role="row" aria-rowindex={1} style={{ inlineSize }} tabIndex={-1}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="columnheader" className="wb-matrix-corner" aria-colindex={1} tabIndex={-1}>
          {props.corner}
        </div>
        {shown.map(({ index, start }) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <div
            key={index}
            role="columnheader"
            tabIndex={-1}
            aria-colindex={index + 2}
            className="wb-matrix-cell"
            style={{ transform: `translateX(${HEAD + start}px)` }}
            title={columns[index]?.name}
          >
            {columns[index]?.name}
          </div>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="rowgroup" className="wb-virtual-body" style={{ blockSize: rows.getTotalSize(), inlineSize }}>
        {items.map(({ index, start }) => (
          <MatrixLine
            key={index}
            index={index}
            start={start}
            row={rowAt(index)}
            columns={columns}
            unit={props.unit}
            first={shown[0]?.index ?? 0}
            last={shown.at(-1)?.index ?? -1}
            active={active.row === index ? active.column : undefined}
            onOpen={(column) => {
              setActive({ row: index, column });
              open({ row: index, column });
            }}
          />
        ))}
      </div>
    </div>
  );
}

/** Drawn again only where something of it changed: scrolling moves all rows in sight. */
const MatrixLine = memo(
  function MatrixLine(props: {
    readonly index: number;
    readonly start: number;
    readonly row: MatrixRow | undefined;
    readonly columns: readonly MatrixColumn[];
    readonly unit: readonly [string, string];
    readonly first: number;
    readonly last: number;
    readonly active: number | undefined;
    readonly onOpen: (column: number) => void;
  }) {
    const { row, columns, unit, first, last, active } = props;
    const numbers = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
    return (
      // biome-ignore lint/a11y/useSemanticElements: cells are placed by transform, which table layout does not allow
      <div
        role="row"
        tabIndex={-1}
        aria-rowindex={props.index + 2}
        className="wb-matrix-row"
        style={{ transform: `translateY(${props.start}px)` }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div
          role="rowheader"
          aria-colindex={1}
          tabIndex={-1}
          className="wb-matrix-name"
          title={row === undefined ? undefined : `${row.before} ${row.name} (${row.id})`}
        >
          {row === undefined ? '…' : <span className="wb-secondary">{row.before}</span>} {row?.name}
        </div>
        {numbers.map((column) => {
          const count = row?.cells.get(column);
          const said = `${count ?? 'no'} ${count === 1 ? unit[0] : unit[1]}`;
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys for the cell that has the focus
            <div
              key={column}
              role="gridcell"
              tabIndex={active === column ? 0 : -1}
              data-active={active === column ? '' : undefined}
              data-some={count === undefined ? undefined : ''}
              aria-colindex={column + 2}
              className="wb-matrix-cell"
              style={{ transform: `translateX(${HEAD + column * COLUMN}px)` }}
              title={`${said}: ${columns[column]?.name ?? ''} in ${row?.name ?? ''}`}
              onClick={() => props.onOpen(column)}
            >
              {count}
            </div>
          );
        })}
      </div>
    );
  },
  (before, after) =>
    before.row === after.row &&
    before.start === after.start &&
    before.first === after.first &&
    before.last === after.last &&
    before.active === after.active &&
    before.columns === after.columns,
);

/** @returns where a key leads to; undefined where it leads nowhere */
function moved(
  { row, column }: Place,
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  rows: number,
  columns: number,
): Place | undefined {
  const whole = ctrlKey || metaKey;
  const at = (wantedRow: number, wantedColumn: number): Place => ({
    row: Math.min(Math.max(0, wantedRow), rows - 1),
    column: Math.min(Math.max(0, wantedColumn), columns - 1),
  });
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'PageUp':
      return at(row - 15, column);
    case 'PageDown':
      return at(row + 15, column);
    case 'Home':
      return at(whole ? 0 : row, 0);
    case 'End':
      return at(whole ? rows - 1 : row, columns - 1);
    default:
      return undefined;
  }
}

import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, memo, type ReactNode, useEffect, useMemo, useRef } from 'react';
import './virtual-table.css';
import './paged-table.css';

export interface PagedColumn<Row> {
  readonly id: string;
  readonly header: ReactNode;
  /** A CSS grid track. */
  readonly track: string;
  readonly cell: (row: Row) => ReactNode;
  readonly sorted?: 'ascending' | 'descending';
}

const ROW = 34;

/**
 * A table whose rows are elsewhere: it asks for those in sight. Rows are of one height and one line, so that 100,000 of them
 * scroll without being measured.
 *
 * @param props.columns the same array while nothing of it changed
 * @param props.rowAt the row, or undefined while it is on its way
 * @param props.onRange told which rows are in sight, the end exclusive
 * @param props.resetKey another value goes back to the top
 */
export function PagedTable<Row>(props: {
  readonly label: string;
  readonly total: number;
  readonly columns: readonly PagedColumn<Row>[];
  readonly rowAt: (index: number) => Row | undefined;
  readonly isSelected?: (row: Row) => boolean;
  readonly onRange: (from: number, to: number) => void;
  readonly resetKey: string;
}) {
  const { columns, total, onRange, resetKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = (items.at(-1)?.index ?? -1) + 1;
  useEffect(() => onRange(from, to), [from, to, onRange]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about the key having changed
  useEffect(() => {
    scroller.current?.scrollTo(0, 0);
  }, [resetKey]);
  const style = useMemo(
    () => ({ gridTemplateColumns: columns.map((column) => column.track).join(' ') }),
    [columns],
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, which table layout does not allow
    <div
      className="wb-virtual wb-paged"
      ref={scroller}
      role="table"
      aria-label={props.label}
      aria-rowcount={total + 1}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div
        className="wb-virtual-row wb-virtual-head"
        role="row"
        style={style}
        tabIndex={-1}
        aria-rowindex={1}
      >
        {columns.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <div key={column.id} role="columnheader" tabIndex={-1} aria-sort={column.sorted ?? 'none'}>
            {column.header}
          </div>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="rowgroup" className="wb-virtual-body" style={{ blockSize: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = props.rowAt(item.index);
          return (
            <PagedRow
              key={item.index}
              index={item.index}
              start={item.start}
              row={row}
              columns={columns as readonly PagedColumn<unknown>[]}
              selected={row !== undefined && props.isSelected?.(row) === true}
              tracks={style}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Drawn again only where something of it changed: scrolling moves all rows in sight. */
const PagedRow = memo(function PagedRow(props: {
  readonly index: number;
  readonly start: number;
  readonly row: unknown;
  readonly columns: readonly PagedColumn<unknown>[];
  readonly selected: boolean;
  readonly tracks: CSSProperties;
}) {
  const { row } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, which table layout does not allow
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={props.index + 2}
      className="wb-virtual-row"
      data-selected={props.selected ? '' : undefined}
      style={{ ...props.tracks, transform: `translateY(${props.start}px)` }}
    >
      {props.columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        <div key={column.id} role="cell">
          {row === undefined ? '…' : column.cell(row)}
        </div>
      ))}
    </div>
  );
});

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import './virtual-table.css';

export interface VirtualColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** A CSS grid track, such as `minmax(0, 2fr)`. */
  readonly track: string;
  readonly cell: (row: Row) => ReactNode;
}

/**
 * A table of any length: only the rows in sight are in the document. Row heights are measured, so cells may wrap.
 *
 * @param props.label what the table lists
 * @param props.estimate pixels a row most often takes
 */
export function VirtualTable<Row>(props: {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly VirtualColumn<Row>[];
  readonly keyOf: (row: Row, index: number) => string;
  readonly estimate?: number;
}) {
  const { rows, columns } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => props.estimate ?? 36,
    overscan: 12,
  });
  const style = { gridTemplateColumns: columns.map((column) => column.track).join(' ') };
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, which table layout does not allow
    <div
      className="wb-virtual"
      ref={scroller}
      role="table"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
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
          <div key={column.id} role="columnheader" tabIndex={-1}>
            {column.header}
          </div>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="rowgroup" className="wb-virtual-body" style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index] as Row;
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            <div
              key={props.keyOf(row, item.index)}
              ref={virtual.measureElement}
              data-index={item.index}
              role="row"
              tabIndex={-1}
              aria-rowindex={item.index + 2}
              className="wb-virtual-row"
              style={{ ...style, transform: `translateY(${item.start}px)` }}
            >
              {columns.map((column) => (
                // biome-ignore lint/a11y/useSemanticElements: see above
                <div key={column.id} role="cell">
                  {column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

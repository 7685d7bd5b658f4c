import { useMemo } from 'react';
import { wireErrorOf } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { type MatrixRow, MatrixTable } from '../../../kit/MatrixTable.tsx';
import { type Filter, useMatrix, useRange } from '../queries.ts';

const UNIT = ['assignment', 'assignments'] as const;

/** Accounts by permission sets, with how many are assigned in each cell. */
export function MatrixView(props: {
  readonly readId: string;
  readonly filter: Filter;
  readonly onPick: (account: string, permissionSet: string) => void;
}) {
  const { readId, filter } = props;
  const { range, onRange } = useRange();
  const { total, ready, error, columns, rowAt } = useMatrix(readId, filter, range);
  // A row of the table is made once for each answer, so that what has not changed is not drawn again.
  const made = useMemo(() => new WeakMap<object, MatrixRow>(), []);
  if (error !== null) return <ErrorPanel error={wireErrorOf(error)} />;
  if (ready && total === 0)
    return <EmptyState title="No assignment fits">Take words or values out of the filter.</EmptyState>;
  const number = new Intl.NumberFormat();
  return (
    <div className="wb-access-rows">
      <p className="wb-small wb-secondary" role="status">
        {number.format(total)} {total === 1 ? 'account' : 'accounts'} by {number.format(columns.length)}{' '}
        permission {columns.length === 1 ? 'set' : 'sets'}
      </p>
      <MatrixTable
        label="Accounts by permission sets"
        corner="Account"
        unit={UNIT}
        total={total}
        columns={columns}
        rowAt={(index) => {
          const row = rowAt(index);
          if (row === undefined) return undefined;
          const known = made.get(row);
          if (known !== undefined) return known;
          const { id, name, unit, cells } = row;
          const before = unit === '' ? '' : `${unit.slice(unit.lastIndexOf('/') + 1)} / `;
          const fresh = {
            id,
            name,
            before,
            cells: new Map(cells.map(([column = 0, count = 0]) => [column, count])),
          };
          made.set(row, fresh);
          return fresh;
        }}
        onRange={onRange}
        onPick={props.onPick}
        resetKey={JSON.stringify(filter)}
      />
    </div>
  );
}

import Icon from '@cloudscape-design/components/icon';
import { useEffect, useMemo } from 'react';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { type PagedColumn, PagedTable } from '../../../kit/PagedTable.tsx';
import { type Filter, type Row, type SortKey, useRange, useRows } from '../queries.ts';

/** All assignments that pass the filter; the rows in sight are asked for as they come into sight. */
export function AssignmentTable(props: {
  readonly readId: string;
  readonly filter: Filter;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
  readonly selected: Row | undefined;
  readonly onSelect: (row: Row) => void;
  readonly onError: (error: unknown) => void;
}) {
  const { readId, filter, order, onOrder, selected, onSelect, onError } = props;
  const { range, onRange } = useRange();
  const { total, ready, error, rowAt } = useRows(readId, { filter, ...order }, range);
  useEffect(() => onError(error), [error, onError]);
  const columns = useMemo(() => columnsOf(order, onOrder, onSelect), [order, onOrder, onSelect]);
  if (ready && total === 0)
    return <EmptyState title="No assignment fits">Take words or values out of the filter.</EmptyState>;
  return (
    <div className="wb-access-rows">
      <p className="wb-small wb-secondary" role="status">
        {new Intl.NumberFormat().format(total)} {total === 1 ? 'assignment' : 'assignments'}
      </p>
      <PagedTable<Row>
        label="Assignments"
        total={total}
        rowAt={rowAt}
        onRange={onRange}
        resetKey={JSON.stringify([filter, order])}
        isSelected={(row) =>
          row.accountId === selected?.accountId &&
          row.permissionSetArn === selected.permissionSetArn &&
          row.principalId === selected.principalId
        }
        columns={columns}
      />
    </div>
  );
}

export interface Order {
  readonly sort: SortKey;
  readonly descending: boolean;
}

function columnsOf(
  order: Order,
  setOrder: (order: Order) => void,
  onSelect: (row: Row) => void,
): PagedColumn<Row>[] {
  const sortable = (sort: SortKey, label: string) => {
    const now = order.sort === sort;
    const sorted = order.descending ? ('descending' as const) : ('ascending' as const);
    return {
      header: (
        <button
          type="button"
          className="wb-sort-button"
          onClick={() => setOrder({ sort, descending: now && !order.descending })}
        >
          {label}
          {now ? (
            <Icon size="small" name={order.descending ? 'caret-down-filled' : 'caret-up-filled'} />
          ) : null}
        </button>
      ),
      ...(now ? { sorted } : {}),
    };
  };
  return [
    {
      id: 'account',
      ...sortable('account', 'Account'),
      track: 'minmax(0, 1.2fr)',
      cell: (row) => (
        <span title={`${row.unit} / ${row.accountName} (${row.accountId})`}>
          {row.unit === '' ? null : <span className="wb-secondary">{lastOf(row.unit)} / </span>}
          {row.accountName}
        </span>
      ),
    },
    {
      id: 'permission-set',
      ...sortable('permission-set', 'Permission set'),
      track: 'minmax(0, 1fr)',
      cell: (row) => <span title={row.permissionSetArn}>{row.permissionSet}</span>,
    },
    {
      id: 'principal',
      ...sortable('principal', 'User or group'),
      track: 'minmax(0, 1.2fr)',
      cell: (row) => (
        <span className="wb-access-principal">
          <span className="wb-small wb-secondary">{row.principalType === 'GROUP' ? 'group ' : 'user '}</span>
          <button
            type="button"
            className="wb-cell-button"
            title={`Why, and what else: ${row.principal}`}
            onClick={() => onSelect(row)}
          >
            {row.principal}
          </button>
          {row.deleted ? <span className="wb-error">deleted</span> : null}
        </span>
      ),
    },
  ];
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

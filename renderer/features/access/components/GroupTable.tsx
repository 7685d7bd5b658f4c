import { useMemo } from 'react';
import { wireErrorOf } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { type PagedColumn, PagedTable } from '../../../kit/PagedTable.tsx';
import { type Filter, type Group, type SortKey, useGroups, useRange } from '../queries.ts';

const HEADS: Readonly<Record<SortKey, string>> = {
  account: 'Account',
  'permission-set': 'Permission set',
  principal: 'User or group',
};

/** The assignments that pass the filter, counted by account, permission set or principal. */
export function GroupTable(props: {
  readonly readId: string;
  readonly by: SortKey;
  readonly filter: Filter;
  readonly onPick: (by: SortKey, id: string) => void;
}) {
  const { readId, by, filter, onPick } = props;
  const { range, onRange } = useRange();
  const { total, ready, error, groupAt } = useGroups(readId, { filter, by }, range);
  const columns = useMemo(() => columnsOf(by, onPick), [by, onPick]);
  if (error !== null) return <ErrorPanel error={wireErrorOf(error)} />;
  if (ready && total === 0)
    return <EmptyState title="Nothing fits">Take words or values out of the filter.</EmptyState>;
  return (
    <PagedTable<Group>
      label={`By ${HEADS[by].toLowerCase()}`}
      total={total}
      rowAt={groupAt}
      onRange={onRange}
      resetKey={JSON.stringify(filter)}
      columns={columns}
    />
  );
}

function columnsOf(by: SortKey, onPick: (by: SortKey, id: string) => void): PagedColumn<Group>[] {
  const figure = (id: 'accounts' | 'permissionSets' | 'principals' | 'assignments', header: string) => ({
    id,
    header,
    track: '120px',
    cell: (group: Group) => new Intl.NumberFormat().format(group[id]),
  });
  return [
    {
      id: 'name',
      header: HEADS[by],
      track: 'minmax(0, 1fr)',
      cell: (group) => (
        <>
          {group.detail === '' ? null : (
            <span className="wb-secondary">
              {by === 'principal' ? (group.detail === 'GROUP' ? 'group ' : 'user ') : `${group.detail} / `}
            </span>
          )}
          <button type="button" className="wb-cell-button" onClick={() => onPick(by, group.id)}>
            {group.name}
          </button>
        </>
      ),
    },
    figure('assignments', 'Assignments'),
    ...(by === 'account' ? [] : [figure('accounts', 'Accounts')]),
    ...(by === 'permission-set' ? [] : [figure('permissionSets', 'Sets')]),
    ...(by === 'principal' ? [] : [figure('principals', 'Principals')]),
  ];
}

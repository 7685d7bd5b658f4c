import { useCallback, useState } from 'react';
import { wireErrorOf } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { PagedTable } from '../../../kit/PagedTable.tsx';
import { type Filter, type Group, type SortKey, useGroups } from '../queries.ts';

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
  const { readId, by, filter } = props;
  const [range, setRange] = useState({ from: 0, to: 0 });
  const { total, error, groupAt } = useGroups(readId, { filter, by }, range);
  const onRange = useCallback((from: number, to: number) => setRange({ from, to }), []);
  if (error !== null) return <ErrorPanel error={wireErrorOf(error)} />;
  if (total === 0)
    return <EmptyState title="Nothing fits">Take words or values out of the filter.</EmptyState>;
  const figure = (id: 'accounts' | 'permissionSets' | 'principals' | 'assignments', header: string) => ({
    id,
    header,
    track: '120px',
    cell: (group: Group) => new Intl.NumberFormat().format(group[id]),
  });
  return (
    <PagedTable<Group>
      label={`By ${HEADS[by].toLowerCase()}`}
      total={total}
      rowAt={groupAt}
      onRange={onRange}
      resetKey={JSON.stringify(filter)}
      columns={[
        {
          id: 'name',
          header: HEADS[by],
          track: 'minmax(0, 1fr)',
          cell: (group) => (
            <>
              {group.detail === '' ? null : (
                <span className="wb-secondary">
                  {by === 'principal'
                    ? group.detail === 'GROUP'
                      ? 'group '
                      : 'user '
                    : `${group.detail} / `}
                </span>
              )}
              <button type="button" className="wb-cell-button" onClick={() => props.onPick(by, group.id)}>
                {group.name}
              </button>
            </>
          ),
        },
        figure('assignments', 'Assignments'),
        ...(by === 'account' ? [] : [figure('accounts', 'Accounts')]),
        ...(by === 'permission-set' ? [] : [figure('permissionSets', 'Sets')]),
        ...(by === 'principal' ? [] : [figure('principals', 'Principals')]),
      ]}
    />
  );
}

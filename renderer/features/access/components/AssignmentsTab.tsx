import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useCallback, useDeferredValue, useState } from 'react';
import { wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { Filter, Row, SortKey } from '../queries.ts';
import { AssignmentTable } from './AssignmentTable.tsx';
import { Details } from './Details.tsx';
import { FilterBar } from './FilterBar.tsx';
import { GroupTable } from './GroupTable.tsx';

type View = 'assignments' | SortKey;

const VIEWS: readonly { readonly id: View; readonly text: string }[] = [
  { id: 'assignments', text: 'Each assignment' },
  { id: 'account', text: 'By account' },
  { id: 'permission-set', text: 'By permission set' },
  { id: 'principal', text: 'By principal' },
];

/** The matrix: accounts by permission sets by principals, as rows or counted by one of them. */
export function AssignmentsTab(props: {
  readonly readId: string;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly onSet: (arn: string) => void;
}) {
  const { readId, filter, onFilter } = props;
  const [view, setView] = useState<View>('assignments');
  const [selected, setSelected] = useState<Row>();
  const [failure, setFailure] = useState<unknown>(null);
  const deferred = useDeferredValue(filter);
  const fail = useCallback((error: unknown) => setFailure(error), []);
  const pick = (by: SortKey, id: string) => {
    const member = {
      account: 'accounts',
      'permission-set': 'permissionSets',
      principal: 'principals',
    } as const;
    onFilter({ ...filter, [member[by]]: [id] });
    setView('assignments');
  };
  return (
    <div className="wb-access-matrix">
      <FilterBar readId={readId} filter={filter} onFilter={onFilter} />
      <SegmentedControl
        label="Shown as"
        selectedId={view}
        options={VIEWS.map(({ id, text }) => ({ id, text }))}
        onChange={({ detail }) => setView(detail.selectedId as View)}
      />
      {failure === null ? null : <ErrorPanel error={wireErrorOf(failure)} />}
      {view === 'assignments' ? (
        <div className="wb-access-split" data-open={selected === undefined ? undefined : ''}>
          <AssignmentTable
            readId={readId}
            filter={deferred}
            selected={selected}
            onSelect={setSelected}
            onError={fail}
          />
          {selected === undefined ? null : (
            <Details
              key={`${selected.accountId} ${selected.permissionSetArn} ${selected.principalId}`}
              readId={readId}
              row={selected}
              onClose={() => setSelected(undefined)}
              onPick={pick}
              onSet={props.onSet}
            />
          )}
        </div>
      ) : (
        <GroupTable key={view} readId={readId} by={view} filter={deferred} onPick={pick} />
      )}
    </div>
  );
}

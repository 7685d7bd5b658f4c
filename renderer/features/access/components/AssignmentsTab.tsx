import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { AccessLook, ShownAs } from '../../../../shared/core/access/views.ts';
import { wireErrorOf } from '../../../bridge/call.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { Filter, Row, SortKey } from '../queries.ts';
import { AssignmentTable, type Order } from './AssignmentTable.tsx';
import { Details } from './Details.tsx';
import { FilterBar } from './FilterBar.tsx';
import { GroupTable } from './GroupTable.tsx';
import { MatrixView } from './MatrixView.tsx';
import { ViewBar } from './ViewBar.tsx';

const SHOWN: readonly { readonly id: ShownAs; readonly text: string }[] = [
  { id: 'assignments', text: 'Each assignment' },
  { id: 'matrix', text: 'Matrix' },
  { id: 'account', text: 'By account' },
  { id: 'permission-set', text: 'By permission set' },
  { id: 'principal', text: 'By principal' },
];

/** Accounts by permission sets by principals: as rows, as a matrix, or counted by one of them. */
export function AssignmentsTab(props: {
  readonly readId: string;
  readonly complete: boolean;
  readonly look: AccessLook;
  readonly onLook: (look: AccessLook) => void;
  readonly onSet: (arn: string) => void;
}) {
  const { readId, look, onLook } = props;
  const { filter, shownAs, sort, descending } = look;
  const [selected, setSelected] = useState<Row>();
  const [failure, setFailure] = useState<unknown>(null);
  const deferred = useDeferredValue(filter);
  const fail = useCallback((error: unknown) => setFailure(error), []);
  const order = useMemo(() => ({ sort, descending }), [sort, descending]);
  const onOrder = useCallback((wanted: Order) => onLook({ ...look, ...wanted }), [look, onLook]);
  const onFilter = (wanted: Filter) => onLook({ ...look, filter: wanted });
  const narrow = (more: Filter) =>
    onLook({ ...look, filter: { ...filter, ...more }, shownAs: 'assignments' });
  const pick = (by: SortKey, id: string) => {
    const member = {
      account: 'accounts',
      'permission-set': 'permissionSets',
      principal: 'principals',
    } as const;
    narrow({ [member[by]]: [id] });
  };
  return (
    <div className="wb-access-matrix">
      <ViewBar look={look} onLook={onLook} canExport={props.complete} />
      <FilterBar readId={readId} filter={filter} onFilter={onFilter} />
      <SegmentedControl
        label="Shown as"
        selectedId={shownAs}
        options={SHOWN.map(({ id, text }) => ({ id, text }))}
        onChange={({ detail }) => onLook({ ...look, shownAs: detail.selectedId as ShownAs })}
      />
      {failure === null ? null : <ErrorPanel error={wireErrorOf(failure)} />}
      {shownAs === 'assignments' ? (
        <div className="wb-access-split" data-open={selected === undefined ? undefined : ''}>
          <AssignmentTable
            readId={readId}
            filter={deferred}
            order={order}
            onOrder={onOrder}
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
      ) : shownAs === 'matrix' ? (
        <MatrixView
          readId={readId}
          filter={deferred}
          onPick={(account, set) => narrow({ accounts: [account], permissionSets: [set] })}
        />
      ) : (
        <GroupTable key={shownAs} readId={readId} by={shownAs} filter={deferred} onPick={pick} />
      )}
    </div>
  );
}

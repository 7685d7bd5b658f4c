import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { VirtualTable } from '../../../kit/VirtualTable.tsx';
import { EMPTY_SET, valuesOfSet } from '../set-form.ts';
import { SetEditor } from './SetEditor.tsx';

/** Permission sets with how much they are used, and the editor of one. */
export function SetsTab(props: {
  readonly readId: string;
  readonly complete: boolean;
  readonly chosen: string | undefined;
  readonly onChosen: (arn: string | undefined) => void;
  readonly onAssignments: (arn: string) => void;
  readonly onPlanned: () => void;
}) {
  const { readId, chosen, onChosen } = props;
  const [filter, setFilter] = useState('');
  const [adding, setAdding] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['access.sets', readId],
    queryFn: () => call('access.sets', {}),
  });
  const one = useQuery({
    queryKey: ['access.set', readId, chosen],
    queryFn: () => call('access.set', { arn: chosen ?? '' }),
    enabled: chosen !== undefined,
    retry: false,
  });
  if (error !== null) return <ErrorPanel error={wireErrorOf(error)} />;
  if (data === undefined) return <EmptyState title="Loading …" />;
  const back = () => {
    onChosen(undefined);
    setAdding(false);
  };
  if (adding)
    return (
      <SetEditor
        begin={EMPTY_SET}
        facts={undefined}
        policies={data.managedPolicies}
        canPlan={props.complete}
        onBack={back}
        onPlanned={props.onPlanned}
      />
    );
  if (chosen !== undefined) {
    if (one.error !== null)
      return <ErrorPanel error={wireErrorOf(one.error)} action={<Button onClick={back}>All sets</Button>} />;
    if (one.data === undefined) return <EmptyState title="Loading …" />;
    return (
      <SetEditor
        key={`${readId} ${chosen}`}
        begin={valuesOfSet(one.data.set)}
        facts={one.data}
        policies={data.managedPolicies}
        canPlan={props.complete}
        onBack={back}
        onPlanned={props.onPlanned}
      />
    );
  }
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = data.sets.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  const known = (count: number | undefined) => (count === undefined ? 'unknown' : count);
  return (
    <div className="wb-access-sets">
      <div className="wb-access-setbar">
        <Input
          type="search"
          value={filter}
          ariaLabel="Find permission sets"
          placeholder="Name"
          onChange={({ detail }) => setFilter(detail.value)}
        />
        <Button disabled={!props.complete} onClick={() => setAdding(true)}>
          New permission set
        </Button>
      </div>
      {rows.length === 0 ? (
        <EmptyState title="No permission set fits" />
      ) : (
        <VirtualTable
          label="Permission sets"
          rows={rows}
          keyOf={({ arn }) => arn}
          columns={[
            {
              id: 'name',
              header: 'Name',
              track: 'minmax(0, 1fr)',
              cell: ({ arn, name }) => (
                <button type="button" className="wb-cell-button" onClick={() => onChosen(arn)}>
                  {name}
                </button>
              ),
            },
            { id: 'policies', header: 'Policies', track: '90px', cell: ({ policies }) => known(policies) },
            { id: 'accounts', header: 'Accounts', track: '90px', cell: ({ accounts }) => accounts },
            {
              id: 'assignments',
              header: 'Assignments',
              track: '110px',
              cell: ({ arn, name, assignments }) =>
                assignments === 0 ? (
                  'unused'
                ) : (
                  <button
                    type="button"
                    className="wb-cell-button"
                    title={`Assignments of ${name}`}
                    onClick={() => props.onAssignments(arn)}
                  >
                    {assignments}
                  </button>
                ),
            },
            {
              id: 'outdated',
              header: 'Older state in',
              track: '110px',
              cell: ({ outdated }) => known(outdated),
            },
          ]}
        />
      )}
    </div>
  );
}

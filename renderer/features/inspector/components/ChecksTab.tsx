import Button from '@cloudscape-design/components/button';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useState } from 'react';
import type { Check, InspectedMessage } from '../../../../shared/core/inspector/report.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { VerdictList } from '../../../kit/VerdictList.tsx';
import { stageOfRule } from '../rule-stages.ts';
import { groupByStage } from '../stages.ts';

const FILTERS = {
  all: () => true,
  problems: (check: Check) => check.status === 'fail' || check.status === 'warn',
  open: (check: Check) => check.status === 'not-checked',
} satisfies Record<string, (check: Check) => boolean>;
type Filter = keyof typeof FILTERS;

/** The checks of one message, in the order a verdict is reached. */
export function ChecksTab(props: {
  readonly message: InspectedMessage;
  readonly onShowPlace: (checkId: string) => void;
}) {
  const { message } = props;
  const [chosen, setChosen] = useState<Filter>();
  // What is wrong comes first, until the reader wants to see something else.
  const filter = chosen ?? (message.checks.some(FILTERS.problems) ? 'problems' : 'all');
  const shown = message.checks.filter(FILTERS[filter]);
  const count = (name: Filter) => message.checks.filter(FILTERS[name]).length;
  const placed = new Set(message.views.flatMap((view) => view.places.map((place) => place.checkId)));
  return (
    <>
      <div className="wb-toolbar">
        <SegmentedControl
          label="Which checks to list"
          selectedId={filter}
          onChange={({ detail }) => setChosen(detail.selectedId as Filter)}
          options={[
            { id: 'all', text: `All (${count('all')})` },
            { id: 'problems', text: `Problems (${count('problems')})` },
            { id: 'open', text: `Not checked (${count('open')})` },
          ]}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState title={filter === 'problems' ? 'No problem was found' : 'Everything was checked'} />
      ) : (
        <VerdictList
          groups={groupByStage(shown, (id) => stageOfRule(message.kind, id))}
          actionsOf={(check) =>
            placed.has(check.id) ? (
              <Button variant="inline-link" iconName="search" onClick={() => props.onShowPlace(check.id)}>
                Show the place
              </Button>
            ) : null
          }
        />
      )}
    </>
  );
}

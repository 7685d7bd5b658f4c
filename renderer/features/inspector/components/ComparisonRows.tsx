import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { VerdictText } from '../../../kit/Status.tsx';
import { type VirtualColumn, VirtualTable } from '../../../kit/VirtualTable.tsx';
import { groupRows } from '../comparison-groups.ts';
import type { ComparedPair } from '../use-comparison.ts';
import { KIND_NAMES } from './VerdictBanner.tsx';

type Row = ComparedPair['rows'][number];

const LONGEST = 500;
const shorten = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST)} …` : value);

function Values(props: { readonly values: readonly string[] }) {
  if (props.values.length === 0) return <span className="wb-secondary">Absent</span>;
  return <span className="wb-mono wb-compare-values">{props.values.map(shorten).join('\n')}</span>;
}

const COLUMNS: readonly VirtualColumn<Row>[] = [
  {
    id: 'name',
    header: 'Claim',
    track: 'minmax(0, 3fr)',
    cell: (row) => (
      <>
        <span className="wb-mono wb-claim-name">{row.name}</span>
        <div className="wb-small wb-secondary">{row.meaning}</div>
      </>
    ),
  },
  { id: 'a', header: 'A', track: 'minmax(0, 3fr)', cell: (row) => <Values values={row.a} /> },
  { id: 'b', header: 'B', track: 'minmax(0, 3fr)', cell: (row) => <Values values={row.b} /> },
];

function Compared(props: { readonly name: string; readonly message: ComparedPair['a'] }) {
  const { name, message } = props;
  return (
    <div className="wb-row">
      <strong>{name}</strong>
      <VerdictText verdict={message.verdict} />
      <span>{KIND_NAMES[message.kind]}</span>
    </div>
  );
}

/** What two messages differ in: first what it means, then row by row. */
export function ComparisonRows(props: { readonly pair: ComparedPair }) {
  const { pair } = props;
  return (
    <>
      <div role="status">
        <h3>{pair.same ? 'Only ids and times differ, if anything' : 'They differ'}</h3>
        <ul className="wb-insights">
          {pair.insights.map((insight) => (
            <li key={insight}>{insight}</li>
          ))}
        </ul>
      </div>
      <Compared name="A" message={pair.a} />
      <Compared name="B" message={pair.b} />
      {groupRows(pair.rows).map((group) => (
        <ExpandableSection
          key={group.id}
          headerText={`${group.title} (${group.rows.length})`}
          defaultExpanded={!group.collapsed}
        >
          <VirtualTable
            label={group.title}
            rows={group.rows}
            columns={COLUMNS}
            keyOf={(row) => row.name}
            estimate={56}
          />
        </ExpandableSection>
      ))}
    </>
  );
}

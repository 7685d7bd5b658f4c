import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { AttackOutcome, JudgedAttack } from '../../../../shared/core/self-test/judged-attack.ts';
import { type VirtualColumn, VirtualTable } from '../../../kit/VirtualTable.tsx';

const OUTCOMES: Record<
  AttackOutcome,
  { readonly type: 'success' | 'warning' | 'error'; readonly text: string }
> = {
  refused: { type: 'success', text: 'Refused' },
  'refused-otherwise': { type: 'warning', text: 'Refused by another check' },
  accepted: { type: 'error', text: 'Accepted' },
};
const SHOWN = 2;

function Expected(props: { readonly ids: readonly string[] }) {
  const more = props.ids.length - SHOWN;
  return (
    <span className="wb-mono" title={props.ids.join('\n')}>
      {props.ids.slice(0, SHOWN).join(', ')}
      {more > 0 ? <span className="wb-secondary"> or {more} more</span> : null}
    </span>
  );
}

function Refusal(props: { readonly attack: JudgedAttack }) {
  const { refusedBy, message } = props.attack;
  if (refusedBy === undefined) return <span className="wb-secondary">Nothing</span>;
  return (
    <>
      <span className="wb-mono">{refusedBy}</span>
      <div className="wb-small wb-secondary">{message}</div>
    </>
  );
}

const columnsWith = (onOpen: (attack: JudgedAttack) => void): VirtualColumn<JudgedAttack>[] => [
  {
    id: 'attack',
    header: 'Attack',
    track: 'minmax(0, 3fr)',
    cell: (attack) => (
      <>
        {attack.name}
        <div className="wb-small wb-secondary">
          {[...attack.recorded, ...(attack.strict ? ['under strict only'] : [])].join(' · ')}
        </div>
      </>
    ),
  },
  {
    id: 'expected',
    header: 'Must be refused by',
    track: 'minmax(0, 2fr)',
    cell: (attack) => <Expected ids={attack.expected} />,
  },
  {
    id: 'outcome',
    header: 'Outcome',
    track: '112px',
    cell: (attack) => {
      const { type, text } = OUTCOMES[attack.outcome];
      return <StatusIndicator type={type}>{text}</StatusIndicator>;
    },
  },
  {
    id: 'refusal',
    header: 'Refused by',
    track: 'minmax(0, 3fr)',
    cell: (attack) => <Refusal attack={attack} />,
  },
  {
    id: 'open',
    header: 'Look at it',
    track: '76px',
    cell: (attack) => (
      <Button variant="inline-link" ariaLabel={`Inspect: ${attack.name}`} onClick={() => onOpen(attack)}>
        Inspect
      </Button>
    ),
  },
];

/** The attacks with what must refuse them, and what did. */
export function AttackTable(props: {
  readonly attacks: readonly JudgedAttack[];
  readonly onOpen: (attack: JudgedAttack) => void;
}) {
  return (
    <VirtualTable
      label="Attacks"
      rows={props.attacks}
      columns={columnsWith(props.onOpen)}
      keyOf={(attack) => attack.name}
      estimate={56}
    />
  );
}

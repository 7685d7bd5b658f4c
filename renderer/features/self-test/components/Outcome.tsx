import Button from '@cloudscape-design/components/button';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useMemo, useState } from 'react';
import type { JudgedAttack, SelfTest } from '../../../../shared/core/self-test/judged-attack.ts';
import { CopyButton } from '../../../kit/CopyButton.tsx';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { type AttackChoice, chosenAttacks, markdownOf, refusedCount } from '../chosen-attacks.ts';
import { AttackTable } from './AttackTable.tsx';
import { Families } from './Families.tsx';

const ALL: AttackChoice = { text: '', family: undefined, openOnly: false };

/**
 * What became of every attack: by kind, then one by one.
 *
 * @param props.onSave writes the outcome as JSON to a file that main asks for
 */
export function Outcome(props: {
  readonly test: SelfTest;
  readonly onOpen: (attack: JudgedAttack) => void;
  readonly onSave: (content: string) => void;
}) {
  const { test } = props;
  const [choice, setChoice] = useState(ALL);
  const shown = useMemo(() => chosenAttacks(test.attacks, choice), [test, choice]);
  const open = test.attacks.length - refusedCount(test.attacks);
  const choose = (change: Partial<AttackChoice>) => setChoice({ ...choice, ...change });
  const json = () => JSON.stringify(test, undefined, 2);
  return (
    <>
      <Families test={test} chosen={choice.family} onChoose={(family) => choose({ family })} />
      <div className="wb-selftest-bar">
        <TextFilter
          filteringText={choice.text}
          filteringPlaceholder="Find an attack, CVE or check"
          filteringAriaLabel="Find an attack, a CVE or a check"
          filteringClearAriaLabel="Clear"
          countText={shown.length === test.attacks.length ? '' : `${shown.length} of ${test.attacks.length}`}
          onChange={({ detail }) => choose({ text: detail.filteringText })}
        />
        <SegmentedControl
          label="Which attacks to list"
          selectedId={choice.openOnly ? 'open' : 'all'}
          onChange={({ detail }) => choose({ openOnly: detail.selectedId === 'open' })}
          options={[
            { id: 'all', text: `All (${test.attacks.length})` },
            { id: 'open', text: `Not refused (${open})` },
          ]}
        />
        <span className="wb-tools">
          <CopyButton text={() => markdownOf(test, shown)} label="Copy the list as Markdown" />
          <Button iconName="download" onClick={() => props.onSave(json())}>
            Save as JSON…
          </Button>
        </span>
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title={open === 0 && choice.openOnly ? 'Every attack was refused' : 'No attack matches'}
          action={<Button onClick={() => setChoice(ALL)}>Show all attacks</Button>}
        />
      ) : (
        <AttackTable attacks={shown} onOpen={props.onOpen} />
      )}
    </>
  );
}

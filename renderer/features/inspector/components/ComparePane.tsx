import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { MessagesAtHand } from '../at-hand.ts';
import { useComparison } from '../use-comparison.ts';
import { ComparisonRows } from './ComparisonRows.tsx';
import { KIND_NAMES } from './VerdictBanner.tsx';

const PASTED = 'pasted';
const PAUSE = 300;

function choices(rows: MessagesAtHand['rows']) {
  return rows.map((row, index) => ({
    value: String(index),
    label: `${index + 1}: ${KIND_NAMES[row.kind]} ${row.subject?.nameId ?? row.issuer ?? ''}`,
  }));
}

/**
 * Two messages claim by claim: both of the input, or one of them and a pasted one.
 *
 * @param props.first the message A begins with
 * @param props.revision grows with the input
 */
export default function ComparePane(props: {
  readonly atHand: MessagesAtHand;
  readonly first: number;
  readonly revision: number;
  readonly onClose: () => void;
}) {
  const { atHand, first } = props;
  const count = atHand.rows.length;
  const options = choices(atHand.rows);
  const both = [...options, { value: PASTED, label: 'A pasted message' }];
  const [a, setA] = useState(first);
  const [b, setB] = useState(count > 1 ? String(first === 0 ? 1 : 0) : PASTED);
  // Beside React: a pasted text may be many megabytes.
  const pasted = useRef('');
  const [pastes, setPastes] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    return () => clearTimeout(timer.current);
  }, []);

  const indexA = Math.min(a, count - 1);
  const chosenB = b !== PASTED && Number(b) >= count ? PASTED : b;
  const ready = chosenB !== PASTED || pasted.current.trim() !== '';
  const comparison = useComparison(
    [props.revision, indexA, chosenB, chosenB === PASTED ? pastes : 0],
    ready
      ? () => ({
          a: { source: atHand.source(), index: indexA },
          b:
            chosenB === PASTED
              ? { source: { text: pasted.current }, index: 0 }
              : { source: atHand.source(), index: Number(chosenB) },
          options: atHand.options,
        })
      : undefined,
  );

  return (
    <section className="wb-compare" aria-labelledby="compare-title">
      <div className="wb-pane-head">
        <h2 id="compare-title" ref={heading} tabIndex={-1}>
          Compare
        </h2>
        <Button onClick={props.onClose}>Back to the verdict</Button>
      </div>
      <FormField label="A" stretch>
        <Select
          controlId="compare-a"
          options={options}
          virtualScroll
          selectedOption={options[indexA] ?? null}
          onChange={({ detail }) => setA(Number(detail.selectedOption.value))}
        />
      </FormField>
      <FormField label="B" stretch>
        <Select
          controlId="compare-b"
          options={both}
          virtualScroll
          selectedOption={both.find((option) => option.value === chosenB) ?? null}
          onChange={({ detail }) => setB(detail.selectedOption.value ?? PASTED)}
        />
      </FormField>
      {chosenB === PASTED ? (
        <textarea
          className="wb-input"
          aria-label="The second message"
          placeholder="Paste the second token or message"
          spellCheck={false}
          autoComplete="off"
          defaultValue={pasted.current}
          onChange={(event) => {
            pasted.current = event.currentTarget.value;
            clearTimeout(timer.current);
            timer.current = setTimeout(() => setPastes((number) => number + 1), PAUSE);
          }}
        />
      ) : null}
      {comparison.error !== undefined ? (
        <div role="status">
          <ErrorPanel error={comparison.error} />
        </div>
      ) : comparison.pair !== undefined ? (
        <ComparisonRows pair={comparison.pair} />
      ) : (
        <EmptyState title={ready ? 'Comparing …' : 'Paste the second message to compare'} />
      )}
    </section>
  );
}

import { type ReactNode, useId } from 'react';
import type { Check } from '../../shared/core/inspector/report.ts';
import { CopyField } from './CopyField.tsx';
import { CheckStatusText } from './Status.tsx';

function Pair(props: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{props.term}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

function CheckDetails(props: { readonly check: Check }) {
  const { check } = props;
  return (
    <dl className="wb-pairs">
      {check.expected === undefined ? null : (
        <Pair term="Expected">
          <CopyField value={check.expected} label="expected value" mono />
        </Pair>
      )}
      {check.actual === undefined ? null : (
        <Pair term="Actual">
          <CopyField value={check.actual} label="actual value" mono />
        </Pair>
      )}
      {check.fix === undefined ? null : <Pair term="What to do">{check.fix}</Pair>}
      {check.symptom === undefined ? null : <Pair term="Seen elsewhere as">{check.symptom}</Pair>}
      <Pair term="Rule">
        <span className="wb-small">
          <CopyField value={check.id} label="check id" mono /> {check.spec}
        </span>
      </Pair>
    </dl>
  );
}

/** One check: a line that opens to what was expected, what was found, and what to do. */
export function CheckRow(props: {
  readonly check: Check;
  readonly open: boolean;
  readonly current: boolean;
  readonly onToggle: () => void;
  readonly onFocus: () => void;
  /** What else can be done with this check, such as showing its place in the message. */
  readonly actions?: ReactNode;
}) {
  const { check } = props;
  const body = useId();
  return (
    <li className="wb-check" data-status={check.status} data-check-id={check.id}>
      <button
        type="button"
        className="wb-check-head"
        aria-expanded={props.open}
        aria-controls={props.open ? body : undefined}
        tabIndex={props.current ? 0 : -1}
        onClick={props.onToggle}
        onFocus={props.onFocus}
      >
        <CheckStatusText status={check.status} iconOnly />
        <span className="wb-check-message">{check.message}</span>
        <span className="wb-check-id">{check.id}</span>
      </button>
      {props.open ? (
        <div className="wb-check-body" id={body}>
          <CheckDetails check={check} />
          {props.actions}
        </div>
      ) : null}
    </li>
  );
}

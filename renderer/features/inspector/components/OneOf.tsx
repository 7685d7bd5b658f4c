import Button from '@cloudscape-design/components/button';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import type { MessageRow } from '../../../../shared/core/inspector/report.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { type MessageFilter, MessageIndex, NO_FILTER } from '../message-filter.ts';
import { MessageList } from './MessageList.tsx';

const MessageFilterBar = lazy(async () => ({
  default: (await import('./MessageFilterBar.tsx')).MessageFilterBar,
}));

/** A shorter list is seen whole. */
const FILTER_FROM = 5;

/** The messages where there are several, with the way to find one. */
function Several(props: {
  readonly rows: readonly MessageRow[];
  readonly selected: number;
  readonly onSelect: (index: number) => void;
}) {
  const { rows } = props;
  const [filter, setFilter] = useState(NO_FILTER);
  const index = useMemo(() => new MessageIndex(rows), [rows]);
  const shown = useMemo(() => index.matching(filter), [index, filter]);
  const filtered = filter !== NO_FILTER;
  const narrow = (next: MessageFilter) => {
    setFilter(next);
    const left = index.matching(next);
    // What is shown below is one of the list, wherever there is one.
    if (left[0] !== undefined && !left.includes(props.selected)) props.onSelect(left[0]);
  };
  return (
    <>
      {rows.length < FILTER_FROM && !filtered ? null : (
        <Suspense>
          <MessageFilterBar index={index} filter={filter} shown={shown.length} onFilter={narrow} />
        </Suspense>
      )}
      {shown.length === 0 ? (
        <div className="wb-messages wb-messages-none">
          <EmptyState
            title="No message matches"
            action={<Button onClick={() => setFilter(NO_FILTER)}>Show all {rows.length} messages</Button>}
          />
        </div>
      ) : (
        <MessageList messages={rows} shown={shown} selected={props.selected} onSelect={props.onSelect} />
      )}
    </>
  );
}

/**
 * The list of messages where there are several, and one of them.
 *
 * @param props.turn grows with every new input, which is listed whole and from its first message
 * @param props.first the message to begin with
 * @param props.panel shows the message at an index
 */
export function OneOf(props: {
  readonly turn: number;
  readonly first: number;
  readonly rows: readonly MessageRow[];
  readonly panel: (index: number) => ReactNode;
}) {
  const { rows, turn, first } = props;
  const [selected, setSelected] = useState(first);
  const count = rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another input begins anew
  useEffect(() => setSelected(first), [first, turn]);
  if (count === 0) return <EmptyState title="No message was found" />;
  const index = Math.max(0, Math.min(selected, count - 1));
  return (
    <>
      {count > 1 ? <Several key={turn} rows={rows} selected={index} onSelect={setSelected} /> : null}
      {props.panel(index)}
    </>
  );
}

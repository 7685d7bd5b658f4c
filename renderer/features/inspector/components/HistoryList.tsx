import TextFilter from '@cloudscape-design/components/text-filter';
import { useState } from 'react';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { localTime } from '../../../kit/instants.ts';
import { VerdictText } from '../../../kit/Status.tsx';
import type { HistoryEntryRow } from '../use-history.ts';
import { KIND_NAMES, VERDICT_NAMES } from './VerdictBanner.tsx';

/** A shorter list is seen whole. */
const FILTER_FROM = 6;

function titleOf({ messages }: HistoryEntryRow): string {
  const [first] = messages;
  if (first === undefined) return 'A text without messages';
  const more = messages.length > 1 ? ` and ${messages.length - 1} more` : '';
  return `${KIND_NAMES[first.kind]}${more}`;
}

function textOf(entry: HistoryEntryRow): string {
  const parts = entry.messages.flatMap(({ kind, verdict, issuer }) => [
    KIND_NAMES[kind],
    VERDICT_NAMES[verdict],
    issuer ?? '',
  ]);
  return [...parts, localTime(Date.parse(entry.at)), entry.at].join(' ').toLowerCase();
}

/** What was inspected before, the newest first; a click opens it. */
export function HistoryList(props: {
  readonly entries: readonly HistoryEntryRow[];
  readonly onOpen: (entry: HistoryEntryRow) => void;
}) {
  const { entries } = props;
  const [filter, setFilter] = useState('');
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = entries.filter((entry) => {
    const text = textOf(entry);
    return words.every((word) => text.includes(word));
  });
  return (
    <>
      {entries.length < FILTER_FROM ? null : (
        <TextFilter
          filteringText={filter}
          filteringPlaceholder="Find by issuer, kind, verdict or time"
          filteringAriaLabel="Find in the history"
          filteringClearAriaLabel="Clear"
          countText={words.length === 0 ? '' : `${shown.length} of ${entries.length}`}
          onChange={({ detail }) => setFilter(detail.filteringText)}
        />
      )}
      {shown.length === 0 ? <EmptyState title="Nothing in the history matches" /> : null}
      <ul className="wb-history">
        {shown.map((entry) => (
          <li key={entry.id}>
            <button type="button" className="wb-history-entry" onClick={() => props.onOpen(entry)}>
              <span>
                {entry.messages[0] === undefined ? null : <VerdictText verdict={entry.messages[0].verdict} />}
              </span>
              <span className="wb-history-what">
                <strong>{titleOf(entry)}</strong>
                <span className="wb-small wb-secondary">{entry.messages[0]?.issuer ?? 'No issuer'}</span>
              </span>
              <span className="wb-small wb-secondary">
                {localTime(Date.parse(entry.at))}
                <br />
                {entry.characters.toLocaleString()} characters
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

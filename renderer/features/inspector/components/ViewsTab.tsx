import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { useMemo } from 'react';
import type { InspectedMessage, TextRange } from '../../../../shared/core/inspector/report.ts';
import { CodeViewer } from '../../../kit/CodeViewer.tsx';
import { CopyButton } from '../../../kit/CopyButton.tsx';
import { EmptyState } from '../../../kit/EmptyState.tsx';

/** A place asked for from a check; a new object asks again. */
export interface ShownPlace {
  readonly view: number;
  readonly range?: TextRange;
}

/** The message's own text, part by part, with what is signed and what is wrong marked in it. */
export function ViewsTab(props: {
  readonly message: InspectedMessage;
  readonly place: ShownPlace;
  readonly onSelect: (view: number) => void;
}) {
  const { message, place } = props;
  const index = Math.min(place.view, message.views.length - 1);
  const view = message.views[index];
  const failing = useMemo(() => {
    const failed = new Set(
      message.checks.filter((check) => check.status === 'fail').map((check) => check.id),
    );
    return view?.places.filter((found) => failed.has(found.checkId)) ?? [];
  }, [message, view]);
  if (view === undefined) return <EmptyState title="Nothing of this message could be decoded" />;
  return (
    <>
      <div className="wb-toolbar">
        {message.views.length > 1 ? (
          <SegmentedControl
            label="Which part to show"
            selectedId={String(index)}
            onChange={({ detail }) => props.onSelect(Number(detail.selectedId))}
            options={message.views.map((each, position) => ({ id: String(position), text: each.title }))}
          />
        ) : (
          <strong>{view.title}</strong>
        )}
        <CopyButton text={view.text} label={`Copy the ${view.title.toLowerCase()}`} />
      </div>
      <div className="wb-code-legend">
        {view.signed.length > 0 ? (
          <span className="wb-code-signed">Covered by a trusted signature</span>
        ) : (
          <span>No part of this is covered by a trusted signature</span>
        )}
        {failing.length > 0 ? <span className="wb-code-failing">A check failed here</span> : null}
      </div>
      <CodeViewer
        label={view.title}
        language={view.language}
        text={view.text}
        signed={view.signed}
        failing={failing}
        shown={place.range}
      />
    </>
  );
}

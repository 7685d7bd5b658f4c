import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import { type ReactNode, useEffect, useState } from 'react';
import type { InspectReport } from '../../../../shared/core/inspector/report.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { Inspection } from '../queries.ts';
import { MessageList } from './MessageList.tsx';
import { MessagePanel } from './MessagePanel.tsx';

function Messages(props: {
  readonly report: InspectReport;
  readonly busy: boolean;
  readonly onCheck: (fieldId: string) => void;
}) {
  const { messages } = props.report;
  const [selected, setSelected] = useState(0);
  const count = messages.length;
  useEffect(() => setSelected((index) => Math.min(index, count - 1)), [count]);
  const message = messages[Math.max(0, Math.min(selected, count - 1))];
  if (message === undefined) return <EmptyState title="No message was found" />;
  return (
    <>
      {count > 1 ? <MessageList messages={messages} selected={selected} onSelect={setSelected} /> : null}
      <MessagePanel key={selected} message={message} busy={props.busy} onCheck={props.onCheck} />
    </>
  );
}

/**
 * The answer: nothing yet, working, an error, or the verdicts.
 *
 * @param props.empty what to show while there is no input
 * @param props.onUseAsKey moves the input to the keys, offered when it is one; absent where it is no text
 */
export function ReportPane(props: {
  readonly inspection: Inspection;
  readonly empty: ReactNode;
  readonly onCheck: (fieldId: string) => void;
  readonly onUseAsKey: (() => void) | undefined;
}) {
  const { inspection } = props;
  if (inspection.state === 'empty') return props.empty;
  if (inspection.state === 'failed') {
    const isKey = inspection.error.code === 'ERR_INPUT_IS_KEY';
    return (
      <div role="status">
        <ErrorPanel
          error={inspection.error}
          action={
            isKey && props.onUseAsKey !== undefined ? (
              <Button onClick={props.onUseAsKey}>Trust this key</Button>
            ) : undefined
          }
        />
      </div>
    );
  }
  if (inspection.state === 'working') {
    return (
      <div className="wb-empty" role="status">
        <Spinner size="large" />
        <p>Reading …</p>
      </div>
    );
  }
  return <Messages report={inspection.report} busy={inspection.busy} onCheck={props.onCheck} />;
}

import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import { type ReactNode, useEffect, useState } from 'react';
import type { InspectReport, MessageRow } from '../../../../shared/core/inspector/report.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { ListedFile } from '../inspect-file.ts';
import { type Inspection, useMessage } from '../queries.ts';
import { FileWork } from './FileWork.tsx';
import { MessageList } from './MessageList.tsx';
import { MessagePanel } from './MessagePanel.tsx';

interface Shown {
  readonly busy: boolean;
  readonly tools: (index: number) => ReactNode;
  readonly onCheck: (fieldId: string) => void;
}

/** The list of messages where there are several, and one of them. */
function OneOf(props: {
  readonly first: number;
  readonly rows: readonly MessageRow[];
  readonly panel: (index: number) => ReactNode;
}) {
  const { rows } = props;
  const [selected, setSelected] = useState(props.first);
  const count = rows.length;
  useEffect(() => setSelected((index) => Math.min(index, count - 1)), [count]);
  if (count === 0) return <EmptyState title="No message was found" />;
  const index = Math.max(0, Math.min(selected, count - 1));
  return (
    <>
      {count > 1 ? <MessageList messages={rows} selected={index} onSelect={setSelected} /> : null}
      {props.panel(index)}
    </>
  );
}

function Messages(props: Shown & { readonly first: number; readonly report: InspectReport }) {
  const { messages } = props.report;
  return (
    <OneOf
      first={props.first}
      rows={messages}
      panel={(index) => {
        const message = messages[index];
        return message === undefined ? null : (
          <MessagePanel
            key={index}
            message={message}
            busy={props.busy}
            tools={props.tools(index)}
            onCheck={props.onCheck}
          />
        );
      }}
    />
  );
}

function FileMessage(
  props: Shown & { readonly list: ListedFile; readonly index: number; readonly onAgain: () => void },
) {
  const { message, error, busy } = useMessage(props.list, props.index);
  if (error !== undefined)
    return <ErrorPanel error={error} action={<Button onClick={props.onAgain}>Read the file again</Button>} />;
  if (message === undefined) return null;
  return (
    <MessagePanel
      message={message}
      busy={props.busy || busy}
      tools={props.tools(props.index)}
      onCheck={props.onCheck}
    />
  );
}

/**
 * The answer: nothing yet, working, an error, or the verdicts.
 *
 * @param props.first the message to begin with
 * @param props.empty what to show while there is no input
 * @param props.tools what can be done with the message at an index
 * @param props.onUseAsKey moves the input to the keys, offered when it is one; absent where it is no text
 * @param props.onCancel stops reading a file
 * @param props.onAgain reads the file once more, offered when its messages are no longer kept
 */
export function ReportPane(props: {
  readonly inspection: Inspection;
  readonly first: number;
  readonly empty: ReactNode;
  readonly tools: (index: number) => ReactNode;
  readonly onCheck: (fieldId: string) => void;
  readonly onUseAsKey: (() => void) | undefined;
  readonly onCancel: () => void;
  readonly onAgain: () => void;
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
  if (inspection.state === 'working' && inspection.progress !== undefined)
    return <FileWork progress={inspection.progress} onCancel={props.onCancel} />;
  if (inspection.state === 'working') {
    return (
      <div className="wb-empty" role="status">
        <Spinner size="large" />
        <p>Reading …</p>
      </div>
    );
  }
  const { busy } = inspection;
  if (inspection.state === 'done')
    return (
      <Messages
        first={props.first}
        report={inspection.report}
        busy={busy}
        tools={props.tools}
        onCheck={props.onCheck}
      />
    );
  const { list } = inspection;
  return (
    <OneOf
      first={props.first}
      rows={list.rows}
      panel={(index) => (
        <FileMessage
          list={list}
          index={index}
          busy={busy}
          tools={props.tools}
          onCheck={props.onCheck}
          onAgain={props.onAgain}
        />
      )}
    />
  );
}

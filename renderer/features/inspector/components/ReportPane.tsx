import Button from '@cloudscape-design/components/button';
import Spinner from '@cloudscape-design/components/spinner';
import type { ReactNode } from 'react';
import type { InspectedMessage, InspectReport } from '../../../../shared/core/inspector/report.ts';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import type { ListedFile } from '../inspect-file.ts';
import { type Inspection, useMessage } from '../queries.ts';
import { FileWork } from './FileWork.tsx';
import { MessagePanel } from './MessagePanel.tsx';
import { OneOf } from './OneOf.tsx';

interface Shown {
  readonly busy: boolean;
  readonly tools: (index: number) => ReactNode;
  readonly hint: (message: InspectedMessage) => ReactNode;
  readonly onCheck: (fieldId: string) => void;
}

function Messages(
  props: Shown & { readonly turn: number; readonly first: number; readonly report: InspectReport },
) {
  const { messages } = props.report;
  return (
    <OneOf
      turn={props.turn}
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
            hint={props.hint(message)}
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
      hint={props.hint(message)}
      onCheck={props.onCheck}
    />
  );
}

/**
 * The answer: nothing yet, working, an error, or the verdicts.
 *
 * @param props.turn grows with every new input
 * @param props.first the message to begin with
 * @param props.empty what to show while there is no input
 * @param props.tools what can be done with the message at an index
 * @param props.hint what to ask of a message besides
 * @param props.onUseAsKey moves the input to the keys, offered when it is one; absent where it is no text
 * @param props.onCancel stops reading a file
 * @param props.onAgain reads the file once more, offered when its messages are no longer kept
 */
export function ReportPane(props: {
  readonly inspection: Inspection;
  readonly turn: number;
  readonly first: number;
  readonly empty: ReactNode;
  readonly tools: (index: number) => ReactNode;
  readonly hint: (message: InspectedMessage) => ReactNode;
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
        turn={props.turn}
        first={props.first}
        report={inspection.report}
        busy={busy}
        tools={props.tools}
        hint={props.hint}
        onCheck={props.onCheck}
      />
    );
  const { list } = inspection;
  return (
    <OneOf
      turn={props.turn}
      first={props.first}
      rows={list.rows}
      panel={(index) => (
        <FileMessage
          list={list}
          index={index}
          busy={busy}
          tools={props.tools}
          hint={props.hint}
          onCheck={props.onCheck}
          onAgain={props.onAgain}
        />
      )}
    />
  );
}

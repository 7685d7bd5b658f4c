import Button from '@cloudscape-design/components/button';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { WireError } from '../../../../shared/core/errors/workbench-error.ts';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { localTime } from '../../../kit/instants.ts';
import { ModalSheet } from '../../../kit/ModalSheet.tsx';
import { type HistoryEntryRow, useForgetHistory, useHistoryList, useHistoryStatus } from '../use-history.ts';
import { HistoryList } from './HistoryList.tsx';

/** What the reader decides about before anything is kept. */
function Invitation(props: { readonly busy: boolean; readonly onEnable: () => void }) {
  return (
    <>
      <p>Nothing you inspect is kept. You may have it kept, to come back to it:</p>
      <ul className="wb-privacy">
        <li>
          <strong>What:</strong> each text you paste, type or open, up to 256 KiB, with its time and verdict;
          the last 200. Such texts hold personal data, and tokens that may still work.
        </li>
        <li>
          <strong>What not:</strong> samples, links, captures that are read from the disk, and decryption
          keys.
        </li>
        <li>
          <strong>How:</strong> encrypted, in a file on this machine; the key lies in the system’s keystore.
          Nothing is sent anywhere.
        </li>
        <li>
          <strong>How long:</strong> until you clear it or turn it off, which forgets the texts and the key.
        </li>
      </ul>
      <div className="wb-sheet-actions">
        <Button variant="primary" loading={props.busy} loadingText="Working" onClick={props.onEnable}>
          Keep a history from now on
        </Button>
      </div>
    </>
  );
}

function NotOffered() {
  return (
    <EmptyState title="No history can be kept on this machine">
      There is no keystore to protect it with, and what you inspect is never written down unprotected. On
      Linux a keyring such as gnome-keyring or KWallet is one; start the application again when it runs.
    </EmptyState>
  );
}

/**
 * What was inspected before: off until the reader asks for it.
 *
 * @param props.onOpen takes a text of the history, and when it was inspected
 */
export default function HistorySheet(props: {
  readonly onOpen: (text: string, source: string) => void;
  readonly onClose: () => void;
}) {
  const status = useHistoryStatus();
  const enabled = status.data?.enabled === true;
  const list = useHistoryList(enabled);
  const enable = useMutation({
    mutationFn: async () => {
      await call('history.enable', {});
      await status.refetch();
    },
  });
  const forget = useForgetHistory();
  const [lost, setLost] = useState<WireError>();

  const open = async (entry: HistoryEntryRow): Promise<void> => {
    try {
      const { text } = await call('history.open', { id: entry.id });
      if (text === undefined) return void list.refetch();
      props.onOpen(text, `History, ${localTime(Date.parse(entry.at))}`);
    } catch (thrown) {
      setLost(wireErrorOf(thrown));
    }
  };

  const thrown = status.error ?? list.error ?? enable.error ?? forget.error;
  const error = lost ?? (thrown === null ? undefined : wireErrorOf(thrown));
  const entries = list.data ?? [];
  return (
    <ModalSheet label="History" onClose={props.onClose}>
      <div className="wb-sheet-form">
        <div className="wb-pane-head">
          <h2>History</h2>
          <Button variant="icon" iconName="close" ariaLabel="Close" onClick={props.onClose} />
        </div>
        {error === undefined ? null : (
          <div role="status">
            <ErrorPanel error={error} />
          </div>
        )}
        {contentOf(
          status.data,
          <Invitation busy={enable.isPending} onEnable={() => enable.mutate()} />,
          <>
            {entries.length === 0 && !list.isPending ? (
              <EmptyState title="Nothing is kept yet">
                What you inspect from now on stands here, encrypted, when you come back.
              </EmptyState>
            ) : (
              <HistoryList entries={entries} onOpen={(entry) => void open(entry)} />
            )}
            <div className="wb-sheet-actions">
              {entries.length === 0 ? null : (
                <Button loading={forget.isPending} loadingText="Working" onClick={() => forget.mutate(false)}>
                  Clear the history…
                </Button>
              )}
              <Button disabled={forget.isPending} onClick={() => forget.mutate(true)}>
                Turn off…
              </Button>
            </div>
          </>,
        )}
      </div>
    </ModalSheet>
  );
}

function contentOf(
  status: { readonly offered: boolean; readonly enabled: boolean } | undefined,
  invitation: ReactNode,
  history: ReactNode,
): ReactNode {
  if (status === undefined) return null;
  if (!status.offered) return <NotOffered />;
  return status.enabled ? history : invitation;
}

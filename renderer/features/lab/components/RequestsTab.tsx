import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useMemo, useState } from 'react';
import type { LabRequest } from '../../../../shared/contract/lab-told.ts';
import { call } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { type VirtualColumn, VirtualTable } from '../../../kit/VirtualTable.tsx';
import { useLabAction } from '../queries.ts';
import { filteredRequests } from '../request-filter.ts';
import { useRequestLog } from '../use-request-log.ts';
import { RequestSheet } from './RequestSheet.tsx';

function columns(onOpen: (request: LabRequest) => void): readonly VirtualColumn<LabRequest>[] {
  return [
    {
      id: 'at',
      header: 'Time',
      track: '96px',
      cell: ({ at }) => <span className="wb-mono">{at.slice(11, 23)}</span>,
    },
    { id: 'status', header: 'Status', track: '52px', cell: (row) => <StatusText request={row} /> },
    { id: 'service', header: 'Service', track: 'minmax(0, 1fr)', cell: ({ service }) => service },
    {
      id: 'operation',
      header: 'Request',
      track: 'minmax(0, 2fr)',
      cell: (row) => (
        <button type="button" className="wb-lab-request" onClick={() => onOpen(row)}>
          {row.operation === '' ? `${row.method} ${row.path}` : row.operation}
        </button>
      ),
    },
    {
      id: 'outcome',
      header: 'What happened',
      track: 'minmax(0, 2fr)',
      cell: ({ fault, error }) =>
        [fault === undefined ? undefined : `fault: ${fault}`, error].filter(Boolean).join(', '),
    },
    {
      id: 'duration',
      header: 'ms',
      track: '56px',
      cell: ({ duration }) => <span className="wb-mono">{duration.toFixed(1)}</span>,
    },
  ];
}

function StatusText({ request: { status, fault } }: { readonly request: LabRequest }) {
  if (status === 0) return <span className="wb-secondary">{fault === 'reset' ? 'cut' : '…'}</span>;
  return <span className={status >= 400 ? 'wb-error' : undefined}>{status}</span>;
}

/** Every request as it comes, the newest first. */
export function RequestsTab(props: { readonly run: string }) {
  const [words, setWords] = useState('');
  const [paused, setPaused] = useState(false);
  const [open, setOpen] = useState<LabRequest>();
  const log = useRequestLog(props.run, paused);
  const rows = useMemo(() => filteredRequests(log, words), [log, words]);
  const shown = useMemo(() => columns(setOpen), []);
  const save = useLabAction(() => call('lab.saveRequests', {}));
  return (
    <div className="wb-lab-tab">
      <div className="wb-row">
        <Input
          type="search"
          ariaLabel="Filter requests"
          placeholder="Filter: service, operation, status, code"
          value={words}
          onChange={({ detail }) => setWords(detail.value)}
        />
        <Button iconName={paused ? 'play' : 'pause'} onClick={() => setPaused(!paused)}>
          {paused ? 'Go on' : 'Pause'}
        </Button>
        <Button disabled={log.length === 0} loading={save.isPending} onClick={() => save.mutate(undefined)}>
          Save as HAR…
        </Button>
        <span className="wb-secondary" role="status">
          {words.trim() === '' ? `${log.length} requests` : `${rows.length} of ${log.length} requests`}
        </span>
      </div>
      {save.error === null ? null : <ErrorPanel error={save.error.wire} />}
      {log.length === 0 ? (
        <EmptyState title="Nothing was asked yet">
          Use one of the addresses: each request shows here while it is answered, with what it was and how it
          ended.
        </EmptyState>
      ) : (
        <VirtualTable
          label="Requests to the Lab"
          rows={rows}
          columns={shown}
          keyOf={({ id }) => String(id)}
          estimate={33}
        />
      )}
      {open === undefined ? null : <RequestSheet request={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, wireErrorOf } from '../../../bridge/call.ts';
import { EmptyState } from '../../../kit/EmptyState.tsx';
import { ErrorPanel } from '../../../kit/ErrorPanel.tsx';
import { VirtualTable } from '../../../kit/VirtualTable.tsx';
import { useRequests } from '../queries.ts';

/** Every request that left the application, secrets masked; for the question "what did it ask?" */
export function RequestsTab() {
  const { data, error } = useRequests();
  const [filter, setFilter] = useState('');
  const save = useMutation({ mutationFn: () => call('connections.exportRequests', {}) });
  if (error !== null) return <ErrorPanel error={wireErrorOf(error)} />;
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = (data?.requests ?? [])
    .filter((row) => {
      const text = `${row.method} ${row.url} ${row.status} ${row.error ?? ''}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .reverse();
  if ((data?.requests ?? []).length === 0) {
    return (
      <EmptyState title="No request yet">
        Every request of this window to a cloud is listed here, with its secrets masked, and can be saved as
        HAR.
      </EmptyState>
    );
  }
  return (
    <div className="wb-requests">
      <div className="wb-row">
        <Input
          type="search"
          value={filter}
          ariaLabel="Filter requests"
          placeholder="Filter by method, address or status"
          onChange={({ detail }) => setFilter(detail.value)}
        />
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          Save as HAR…
        </Button>
      </div>
      <VirtualTable
        label="Requests"
        rows={rows}
        keyOf={(row) => String(row.id)}
        columns={[
          { id: 'at', header: 'Time (UTC)', track: '84px', cell: (row) => row.at.slice(11, 19) },
          { id: 'method', header: 'Method', track: '64px', cell: (row) => row.method },
          {
            id: 'status',
            header: 'Status',
            track: '64px',
            cell: (row) => (row.status === 0 ? 'none' : row.status),
          },
          {
            id: 'url',
            header: 'Address',
            track: 'minmax(0, 1fr)',
            cell: (row) => (
              <span className="wb-mono">
                {row.url}
                {row.error === undefined ? null : <span className="wb-error"> {row.error}</span>}
              </span>
            ),
          },
          { id: 'duration', header: 'Time', track: '72px', cell: (row) => `${row.duration} ms` },
        ]}
      />
    </div>
  );
}

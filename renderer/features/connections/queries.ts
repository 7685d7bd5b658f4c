import { useQuery } from '@tanstack/react-query';
import { call } from '../../bridge/call.ts';

/** Everything that is set up; main says when it changed. */
export function useConnections() {
  return useQuery({ queryKey: ['connections.list', {}], queryFn: () => call('connections.list', {}) });
}

/** Requests that left the application, the latest last. */
export function useRequests() {
  return useQuery({
    queryKey: ['connections.requests', { after: 0 }],
    queryFn: () => call('connections.requests', { after: 0 }),
  });
}

export type ConnectionList = NonNullable<ReturnType<typeof useConnections>['data']>;
export type ShownWorkspace = ConnectionList['workspaces'][number];
export type ShownIdentity = ShownWorkspace['identities'][number];

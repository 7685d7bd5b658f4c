import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ChannelOutput } from '../../../shared/contract/whole.ts';
import { call } from '../../bridge/call.ts';

export type Expiries = ChannelOutput<'connections.expiries'>['expiries'];

/** What has expired or soon will; asked for when the window has nothing else to do, because the first page needs none of it. */
export function useExpiries(): Expiries {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const waiting = requestIdleCallback(() => setIdle(true), { timeout: 2_000 });
    return () => cancelIdleCallback(waiting);
  }, []);
  const { data } = useQuery({
    queryKey: ['connections.expiries', {}],
    queryFn: () => call('connections.expiries', {}),
    enabled: idle,
  });
  return data?.expiries.filter(({ state }) => state !== 'good') ?? [];
}

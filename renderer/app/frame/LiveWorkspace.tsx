import Icon from '@cloudscape-design/components/icon';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../bridge/call.ts';
import { hashOfPage } from '../routes.ts';

/** Which workspace is live, and whether it may change anything: seen from every page. */
export function LiveWorkspace() {
  const [idle, setIdle] = useState(false);
  // The first page needs none of this: it is asked for when the window has nothing else to do.
  useEffect(() => {
    const waiting = requestIdleCallback(() => setIdle(true), { timeout: 2_000 });
    return () => cancelIdleCallback(waiting);
  }, []);
  const { data } = useQuery({
    queryKey: ['connections.live', {}],
    queryFn: () => call('connections.live', {}),
    enabled: idle,
  });
  if (data === undefined) return null;
  const right = data.writable ? 'can write' : 'read only';
  return (
    <a className="wb-live" href={hashOfPage('connections')} title={`Live workspace: ${data.name}, ${right}`}>
      <Icon name={data.writable ? 'edit' : 'lock-private'} size="small" />
      <span>{data.name}</span>
      <span className="wb-live-right">{right}</span>
    </a>
  );
}

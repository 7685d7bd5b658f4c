import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import type { InspectReport } from '../../../shared/core/inspector/report.ts';
import { call, wireErrorOf } from '../../bridge/call.ts';
import type { InspectorSession, SessionSnapshot } from './session.ts';

export type Inspection =
  | { readonly state: 'empty' }
  | { readonly state: 'working' }
  | { readonly state: 'failed'; readonly error: WireError }
  | { readonly state: 'done'; readonly report: InspectReport; readonly busy: boolean };

/**
 * The verdicts on the session's text, judged again with every revision; the last ones stay while the next are made.
 * Keyed by the revision instead of the input itself, which may be many megabytes.
 */
export function useInspection(session: InspectorSession, snapshot: SessionSnapshot): Inspection {
  const query = useQuery({
    queryKey: ['inspector.inspect', snapshot.revision],
    queryFn: ({ signal }) =>
      call('inspector.inspect', { text: session.text, options: session.options }, signal),
    enabled: !snapshot.empty,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  if (snapshot.empty) return { state: 'empty' };
  if (query.data !== undefined) {
    return { state: 'done', report: query.data, busy: query.isFetching || snapshot.settling };
  }
  if (query.error !== null && !query.isFetching) return { state: 'failed', error: wireErrorOf(query.error) };
  return { state: 'working' };
}

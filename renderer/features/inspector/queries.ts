import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import type { InspectReport } from '../../../shared/core/inspector/report.ts';
import { call, wireErrorOf } from '../../bridge/call.ts';
import type { InspectorSession, SessionSnapshot } from './session.ts';

/** What is known about the input. `busy`: a newer text is being judged while this still stands. */
export type Inspection =
  | { readonly state: 'empty' }
  | { readonly state: 'working' }
  | { readonly state: 'failed'; readonly error: WireError; readonly busy: boolean }
  | { readonly state: 'done'; readonly report: InspectReport; readonly busy: boolean };

type Outcome =
  | { readonly state: 'failed'; readonly error: WireError }
  | { readonly state: 'done'; readonly report: InspectReport };

/** Judges what the session holds; an error is an answer like any other, and stands until the next one. */
async function inspect(session: InspectorSession, signal: AbortSignal): Promise<Outcome> {
  try {
    const input = { text: session.text, options: session.options };
    return { state: 'done', report: await call('inspector.inspect', input, signal) };
  } catch (thrown) {
    signal.throwIfAborted();
    return { state: 'failed', error: wireErrorOf(thrown) };
  }
}

/**
 * The verdicts on the session's text, judged again with every revision; the last ones stay while the next are made.
 * Keyed by the revision instead of the input itself, which may be many megabytes.
 */
export function useInspection(session: InspectorSession, snapshot: SessionSnapshot): Inspection {
  const query = useQuery({
    queryKey: ['inspector.inspect', snapshot.revision],
    queryFn: ({ signal }) => inspect(session, signal),
    enabled: !snapshot.empty,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  if (snapshot.refused !== undefined) return { state: 'failed', error: snapshot.refused, busy: false };
  if (snapshot.empty) return { state: 'empty' };
  if (query.data === undefined) return { state: 'working' };
  return { ...query.data, busy: query.isFetching || snapshot.settling };
}

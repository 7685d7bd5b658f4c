import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import type { InspectedMessage, InspectReport } from '../../../shared/core/inspector/report.ts';
import { call, wireErrorOf } from '../../bridge/call.ts';
import { textOfFile } from '../../kit/file-text.ts';
import { type FileProgress, inspectFile, type ListedFile } from './inspect-file.ts';
import type { InspectorSession, SessionSnapshot } from './session.ts';

/** What is known about the input. `busy`: a newer text is being judged while this still stands. */
export type Inspection =
  | { readonly state: 'empty' }
  | { readonly state: 'working'; readonly progress?: FileProgress }
  | (Outcome & { readonly busy: boolean });

type Outcome =
  | { readonly state: 'failed'; readonly error: WireError }
  | { readonly state: 'done'; readonly report: InspectReport }
  | { readonly state: 'listed'; readonly list: ListedFile };

/** Judges what the session holds; an error is an answer like any other, and stands until the next one. */
async function inspect(
  session: InspectorSession,
  signal: AbortSignal,
  onProgress: (progress: FileProgress) => void,
): Promise<Outcome> {
  const { file, options } = session;
  try {
    if (file === undefined) {
      return {
        state: 'done',
        report: await call('inspector.inspect', { text: session.text, options }, signal),
      };
    }
    return { state: 'listed', list: await inspectFile(file, options, signal, onProgress) };
  } catch (thrown) {
    signal.throwIfAborted();
    const error = wireErrorOf(thrown);
    // What another program handed over without writing it to a disk has no path; the page can read it nevertheless.
    if (
      file !== undefined &&
      error.code === 'ERR_INPUT_NOT_FOUND' &&
      'path' in error.details &&
      error.details.path === ''
    ) {
      const read = await textOfFile(file);
      if (session.file === file) session.take(read);
    }
    return { state: 'failed', error };
  }
}

/**
 * The verdicts on the session's text or file, judged again with every revision; the last ones stay while the next are made.
 * Keyed by the revision instead of the input itself, which may be many megabytes.
 */
export function useInspection(session: InspectorSession, snapshot: SessionSnapshot): Inspection {
  const [progress, setProgress] = useState<FileProgress & { readonly revision: number }>();
  const { file, revision } = snapshot;
  // While one types, the last answer stands; it must not stand beside another text.
  const input = file?.number ?? snapshot.replaced;
  const channel = file === undefined ? 'inspector.inspect' : 'inspector.inspectFile';
  const query = useQuery({
    queryKey: [channel, revision, input],
    queryFn: ({ signal }) => inspect(session, signal, (told) => setProgress({ ...told, revision })),
    enabled: !snapshot.empty,
    placeholderData: (previous: Outcome | undefined, before) =>
      before?.queryKey[0] === channel && before.queryKey[2] === input ? previous : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    // A list of rows is small and took long to make; it waits until the reader comes back to the page.
    gcTime: file === undefined ? 0 : 300_000,
    retry: false,
  });
  if (snapshot.refused !== undefined) return { state: 'failed', error: snapshot.refused, busy: false };
  if (snapshot.empty) return { state: 'empty' };
  if (query.data === undefined) {
    return progress?.revision === revision ? { state: 'working', progress } : { state: 'working' };
  }
  return { ...query.data, busy: query.isFetching || snapshot.settling };
}

/** One message of a file; the one before stays until it has come. */
export function useMessage(
  list: ListedFile,
  index: number,
): {
  readonly message: InspectedMessage | undefined;
  readonly error: WireError | undefined;
  readonly busy: boolean;
} {
  const { resultId } = list;
  const query = useQuery({
    queryKey: ['inspector.message', resultId, index],
    queryFn: ({ signal }) => call('inspector.message', { resultId, index }, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });
  return {
    message: query.data,
    error: query.error === null ? undefined : wireErrorOf(query.error),
    busy: query.isPlaceholderData,
  };
}

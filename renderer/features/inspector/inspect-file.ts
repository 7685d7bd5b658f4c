import type { InspectOptions } from '../../../shared/core/inspector/options.ts';
import type { MessageRow } from '../../../shared/core/inspector/report.ts';
import { call } from '../../bridge/call.ts';
import { runJob } from '../../bridge/job.ts';

/** The messages of a file, of which each is fetched when it is looked at. */
export interface ListedFile {
  readonly resultId: string;
  readonly rows: readonly MessageRow[];
}

/** How far the worker is with a file. */
export interface FileProgress {
  readonly bytes: number;
  readonly total?: number;
  readonly messages: number;
  readonly judged: number;
}

/** What the bridge copies in a few milliseconds. */
const ROWS = 200;

/**
 * Has the worker read and judge a file, and lists what is in it.
 *
 * @throws {CallError} with the wire error of the answer
 */
export async function inspectFile(
  file: File,
  options: InspectOptions,
  signal: AbortSignal,
  onProgress: (progress: FileProgress) => void,
): Promise<ListedFile> {
  const { resultId, count } = await runJob(
    'inspector.inspectFile',
    { options },
    { file, signal, onProgress },
  );
  const rows: MessageRow[] = [];
  while (rows.length < count) {
    const part = await call('inspector.rows', { resultId, from: rows.length, count: ROWS }, signal);
    if (part.rows.length === 0) break;
    rows.push(...part.rows);
  }
  return { resultId, rows };
}

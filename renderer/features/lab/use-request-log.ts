import { useEffect, useState } from 'react';
import type { LabRequest } from '../../../shared/contract/lab-told.ts';
import { call } from '../../bridge/call.ts';
import { onEvent } from '../../bridge/events.ts';

/** Rows the page holds; the Lab itself keeps more, and the HAR has them. */
const MOST_ROWS = 5_000;
/** How far back a request that was still being answered is asked for again. */
const REACH = 200;

/**
 * The request log of the Lab, oldest first, live: only what is new is asked for.
 *
 * @param run tells one Lab, and one reset, from the next
 * @param paused true to keep what is shown
 */
export function useRequestLog(run: string, paused: boolean): readonly LabRequest[] {
  const [log, setLog] = useState<{ readonly run: string; readonly rows: readonly LabRequest[] }>({
    run,
    rows: [],
  });
  useEffect(() => {
    if (paused) return;
    let ended = false;
    let asking = false;
    let again = false;
    let rows: readonly LabRequest[] = [];
    const ask = async (): Promise<void> => {
      if (asking) {
        again = true;
        return;
      }
      asking = true;
      do {
        again = false;
        const after = afterWhich(rows);
        const told = await call('lab.requests', { after, limit: MOST_ROWS }).catch(() => undefined);
        if (ended) return;
        if (told === undefined) break;
        rows = [...rows.filter(({ id }) => id <= after), ...told.requests].slice(-MOST_ROWS);
        setLog({ run, rows });
      } while (again);
      asking = false;
    };
    void ask();
    const stop = onEvent('changed', ({ channels }) => {
      if (channels.includes('lab.requests')) void ask();
    });
    return () => {
      ended = true;
      stop();
    };
  }, [run, paused]);
  return log.run === run ? log.rows : [];
}

/** The id after which the log is asked for: the latest, unless one before it was still being answered. */
function afterWhich(rows: readonly LabRequest[]): number {
  const open = rows.slice(-REACH).find(({ status, fault }) => status === 0 && fault !== 'reset');
  return open === undefined ? (rows.at(-1)?.id ?? 0) : open.id - 1;
}

import type { Crypto } from '../../crypto/crypto.ts';
import { WorkbenchError } from '../../errors/workbench-error.ts';
import { parsePlan } from '../plan/parse-plan.ts';
import type { AccessPlan } from '../plan/plan.ts';

/** How far a change came, by its last record. */
export type ChangeProgress =
  | { readonly state: 'unknown' }
  | { readonly state: 'accepted'; readonly requestId: string }
  | { readonly state: 'done'; readonly arn?: string }
  | { readonly state: 'failed'; readonly code: string; readonly reason: string };

export interface ReadJournal {
  readonly plan: AccessPlan;
  /** Changes that have a record, by id. */
  readonly progress: ReadonlyMap<string, ChangeProgress>;
}

/**
 * Reads a journal. Its last line may be cut, as the death of its writer leaves it: what it would have said is then not known, which
 * is what its absence means too.
 *
 * @param text the whole file
 * @throws WorkbenchError ERR_ACCESS_JOURNAL_UNREADABLE where any other line is damaged, or there is no header
 */
export function readJournal(text: string, crypto: Pick<Crypto, 'hash'>): ReadJournal {
  const lines = text.split('\n');
  // Everything after the last line feed was not flushed whole.
  lines.pop();
  const [first, ...rest] = lines;
  if (first === undefined || first === '')
    throw unreadable(1, 'it is empty, or was cut within its first line');
  const plan = headerPlan(first, crypto);
  const known = new Set(plan.changes.map(({ id }) => id));
  const progress = new Map<string, ChangeProgress>();
  rest.forEach((line, position) => {
    if (line === '') return;
    const number = position + 2;
    const record = objectOf(line, number);
    const change = record.change;
    if (typeof change !== 'string' || !known.has(change))
      throw unreadable(number, 'it names no change of the plan');
    progress.set(change, progressOf(record, number));
  });
  return { plan, progress };
}

function headerPlan(line: string, crypto: Pick<Crypto, 'hash'>): AccessPlan {
  const header = objectOf(line, 1);
  if (header.journal !== 'access') throw unreadable(1, 'it is no journal of changes to access');
  if (header.version !== 1) throw unreadable(1, `its version is ${String(header.version)}, known is 1`);
  try {
    return parsePlan(JSON.stringify(header.plan), crypto);
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) throw thrown;
    throw unreadable(1, thrown.message);
  }
}

function progressOf(record: Readonly<Record<string, unknown>>, line: number): ChangeProgress {
  const { event, requestId, arn, code, reason } = record;
  if (event === 'sending') return { state: 'unknown' };
  if (event === 'accepted' && typeof requestId === 'string') return { state: 'accepted', requestId };
  if (event === 'done') return { state: 'done', ...(typeof arn === 'string' ? { arn } : {}) };
  if (event === 'failed' && typeof code === 'string' && typeof reason === 'string')
    return { state: 'failed', code, reason };
  throw unreadable(line, 'it tells nothing that is known');
}

function objectOf(line: string, number: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw unreadable(number, 'it is damaged');
}

function unreadable(line: number, reason: string): WorkbenchError {
  return new WorkbenchError(
    'ERR_ACCESS_JOURNAL_UNREADABLE',
    'journal',
    { line, reason },
    { message: `Line ${line} of the journal: ${reason}.` },
  );
}

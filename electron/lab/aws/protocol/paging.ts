import { createHash } from 'node:crypto';
import { AwsError } from './aws-error.ts';

/** What a client asks for. */
export interface PageQuery {
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/**
 * Cuts one page out of a list. The token names the last item of the page and how many came before, so that paging goes on
 * where it was although items came or went, and it is good for the same question only.
 *
 * @param question what tells this list from every other: operation and filters
 * @param limit items a page where the client does not say
 * @throws AwsError ValidationException for a token of another list, or none at all
 */
export function pageOf<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
  query: PageQuery,
  question: readonly (string | undefined)[],
  limit = 100,
): Page<T> {
  const mark = createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 12);
  const from = query.NextToken === undefined ? undefined : readToken(query.NextToken, mark);
  const size = query.MaxResults ?? limit;
  const page: T[] = [];
  let position = from === undefined ? 0 : start(items, keyOf, from);
  let index = 0;
  for (const item of items) {
    index += 1;
    if (index <= position) continue;
    if (page.length === size) {
      const last = page.at(-1);
      position += page.length;
      const key = last === undefined ? '' : keyOf(last);
      return { items: page, next: Buffer.from(JSON.stringify([mark, position, key])).toString('base64url') };
    }
    page.push(item);
  }
  return { items: page };
}

interface Place {
  readonly passed: number;
  readonly key: string;
}

/** How many items to pass over: up to and with the last one of the page before, wherever it is now. */
function start<T>(items: Iterable<T>, keyOf: (item: T) => string, from: Place): number {
  let index = 0;
  let found: number | undefined;
  for (const item of items) {
    index += 1;
    // Reading keys is only worth it around the place, and everywhere if the item is not there.
    if (index === from.passed && keyOf(item) === from.key) return index;
    if (index === from.passed) break;
  }
  index = 0;
  for (const item of items) {
    index += 1;
    if (keyOf(item) === from.key) found = index;
    if (found !== undefined) return found;
  }
  return Math.max(0, from.passed - 1);
}

function readToken(token: string, mark: string): Place {
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (Array.isArray(read) && read[0] === mark) {
      const [, passed, key] = read as readonly unknown[];
      if (typeof passed === 'number' && Number.isInteger(passed) && typeof key === 'string')
        return { passed, key };
    }
  } catch {
    // Not one of these tokens.
  }
  throw new AwsError('ValidationException', 'The provided NextToken is invalid.');
}

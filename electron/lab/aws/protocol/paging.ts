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
 * Cuts one page out of a list. The token names the last items of the page and how many came before, so that paging goes on
 * where it was although items came or went, and it is good for the same question only.
 *
 * @param question what tells this list from every other: operation and filters
 * @param limit items a page where the client does not say
 * @throws AwsError ValidationException for a token of another list, or none at all
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  query: PageQuery,
  question: readonly (string | undefined)[],
  limit = 100,
): Page<T> {
  const mark = createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 12);
  const start = query.NextToken === undefined ? 0 : startOf(items, keyOf, readToken(query.NextToken, mark));
  const end = start + (query.MaxResults ?? limit);
  const page = items.slice(start, end);
  if (page.length === 0 || end >= items.length) return { items: page };
  const token = JSON.stringify([mark, end, ...page.slice(-REMEMBERED).map(keyOf)]);
  return { items: page, next: Buffer.from(token).toString('base64url') };
}

/** How many of the last items a token names. */
const REMEMBERED = 3;

interface Place {
  readonly passed: number;
  /** The last one at the end. */
  readonly keys: readonly string[];
}

/** How many items to pass over: up to and with the last one of the page before, wherever it is now. */
function startOf<T>(items: readonly T[], keyOf: (item: T) => string, { passed, keys }: Place): number {
  const expected = items[passed - 1];
  if (expected !== undefined && keyOf(expected) === keys.at(-1)) return passed;
  for (const key of keys.toReversed()) {
    const found = items.findIndex((item) => keyOf(item) === key);
    if (found >= 0) return found + 1;
  }
  // All of them are gone, and with them the place: better that something comes twice than that something is left out.
  return 0;
}

function readToken(token: string, mark: string): Place {
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    if (Array.isArray(read) && read[0] === mark) {
      const [, passed, ...keys] = read as readonly unknown[];
      const areTexts = keys.every((key): key is string => typeof key === 'string');
      if (typeof passed === 'number' && Number.isInteger(passed) && areTexts)
        return { passed, keys: keys.slice(-REMEMBERED) };
    }
  } catch {
    // Not one of these tokens.
  }
  throw new AwsError('ValidationException', 'The provided NextToken is invalid.');
}

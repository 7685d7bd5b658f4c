import { invalid } from './scim-error.ts';

const LIST_URN = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const LARGEST_PAGE = 100;

/**
 * Answers a list as AWS pages it: with `cursor` (RFC 9865) page by page; without it the first page only, whose
 * totalResults counts the page. startIndex, attributes and excludedAttributes change nothing.
 *
 * @param found what matches, each with its id
 * @param query parameters of the request
 * @throws ScimError ValidationException for a count or cursor that is none
 */
export function listResponse<T>(
  found: readonly T[],
  idOf: (one: T) => string,
  query: URLSearchParams,
  show: (one: T) => Record<string, unknown>,
): Record<string, unknown> {
  const size = pageSize(query.get('count'));
  const cursor = query.get('cursor');
  const start = cursor === null || cursor === '' ? 0 : positionOf(cursor, found, idOf);
  const page = found.slice(start, start + size);
  const answer: Record<string, unknown> = {
    totalResults: page.length,
    itemsPerPage: page.length,
    ...(cursor === null ? { startIndex: 1 } : {}),
    schemas: [LIST_URN],
    Resources: page.map(show),
  };
  const last = page.at(-1);
  if (cursor !== null && last !== undefined && start + size < found.length)
    answer.nextCursor = cursorText(start + size, idOf(last));
  return answer;
}

function pageSize(count: string | null): number {
  if (count === null) return LARGEST_PAGE;
  if (!/^\d{1,9}$/.test(count)) invalid('count must be a number.');
  return Math.min(Number(count), LARGEST_PAGE);
}

function cursorText(next: number, after: string): string {
  return Buffer.from(JSON.stringify([next, after])).toString('base64url');
}

/** Goes on after the last one that was told, also where others before it have gone meanwhile. */
function positionOf<T>(cursor: string, found: readonly T[], idOf: (one: T) => string): number {
  const [next, after] = readCursor(cursor);
  const told = found.findIndex((one) => idOf(one) === after);
  return told === -1 ? Math.min(next, found.length) : told + 1;
}

function readCursor(cursor: string): [number, string] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(read)) {
      const [next, after]: unknown[] = read;
      if (Number.isSafeInteger(next) && (next as number) >= 0 && typeof after === 'string')
        return [next as number, after];
    }
  } catch {
    // Not one of ours.
  }
  return invalid('The cursor is not one that was given out.');
}

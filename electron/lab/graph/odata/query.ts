import { GraphError } from '../graph-error.ts';
import type { GraphAnswer, GraphCall } from '../route.ts';
import { parseFilter } from './filter.ts';
import { checkFilter, matches, noSuchProperty } from './filter-match.ts';
import type { ResourceType } from './resource-type.ts';

type Shown = Readonly<Record<string, unknown>>;

const OPTIONS = new Set([
  '$filter',
  '$select',
  '$top',
  '$expand',
  '$count',
  '$orderby',
  '$skiptoken',
  '$search',
  '$format',
]);
const USUAL_PAGE = 100;
const LARGEST_PAGE = 999;

/**
 * Answers a collection: filtered, ordered, paged, with the chosen properties.
 *
 * @param set what @odata.context names, where that is not the type's own set
 * @throws GraphError 400 for query options Graph would not take
 */
export function collection<T>(
  call: GraphCall,
  type: ResourceType<T>,
  all: Iterable<T>,
  set = type.set,
): GraphAnswer {
  const { query, tenant } = call;
  checkOptions(query);
  const found: { one: T; shown: Shown }[] = [];
  const filterText = query.get('$filter');
  const filter = filterText === null ? undefined : parseFilter(filterText);
  const search = searchOf(call);
  let properties: ReadonlySet<string> | undefined;
  for (const one of all) {
    const shown = type.show(one, tenant);
    if (filter !== undefined) {
      if (properties === undefined) {
        properties = new Set(Object.keys(shown));
        if (type.open !== true) checkFilter(filter, properties, type.name);
      }
      if (!matches(filter, shown)) continue;
    }
    if (search !== undefined && !search(shown)) continue;
    found.push({ one, shown });
  }
  order(found, query.get('$orderby'), type.name);
  const size = pageSize(query.get('$top'));
  const start = startOf(query.get('$skiptoken'));
  const page = found.slice(start, start + size);
  return {
    status: 200,
    body: {
      '@odata.context': `${call.base}/$metadata#${set}`,
      ...(query.get('$count') === 'true' && isEventual(call) ? { '@odata.count': found.length } : {}),
      ...(start + size < found.length ? { '@odata.nextLink': nextLink(call, start + size) } : {}),
      value: page.map(({ one, shown }) => chosen(call, type, one, shown)),
    },
  };
}

/** Answers one object with the chosen properties. */
export function single<T>(
  call: GraphCall,
  type: ResourceType<T>,
  one: T,
  status: 200 | 201 = 200,
): GraphAnswer {
  checkOptions(call.query);
  return {
    status,
    body: {
      '@odata.context': `${call.base}/$metadata#${type.set}/$entity`,
      ...chosen(call, type, one, type.show(one, call.tenant)),
    },
  };
}

/**
 * Answers `/$count`, which the directory only does with eventual consistency.
 *
 * @throws GraphError 400 without the header
 */
export function counted<T>(call: GraphCall, type: ResourceType<T>, all: Iterable<T>): GraphAnswer {
  if (!isEventual(call))
    throw new GraphError(400, 'Request_BadRequest', '$count is not currently supported.');
  checkOptions(call.query);
  const text = call.query.get('$filter');
  const filter = text === null ? undefined : parseFilter(text);
  let count = 0;
  for (const one of all) {
    const shown = type.show(one, call.tenant);
    if (filter !== undefined && count === 0) checkFilter(filter, new Set(Object.keys(shown)), type.name);
    if (filter === undefined || matches(filter, shown)) count += 1;
  }
  return { status: 200, text: String(count) };
}

function isEventual(call: GraphCall): boolean {
  return call.context.req.header('consistencylevel')?.toLowerCase() === 'eventual';
}

/** @throws GraphError 400 for an option that is none */
function checkOptions(query: URLSearchParams): void {
  for (const name of query.keys()) {
    if (name.startsWith('$') && !OPTIONS.has(name))
      throw new GraphError(400, 'BadRequest', `The query parameter '${name.slice(0, 50)}' is not supported.`);
  }
}

function chosen<T>(call: GraphCall, type: ResourceType<T>, one: T, shown: Shown): Shown {
  const { query, tenant } = call;
  const select = query.get('$select');
  const picked: Record<string, unknown> = {};
  if (select === null || select.trim() === '*') {
    for (const name of type.byDefault ?? Object.keys(shown)) picked[name] = shown[name];
  } else {
    for (const wanted of select.split(',').slice(0, 200)) {
      const name = wanted.trim();
      const onDemand = Object.hasOwn(type.onDemand ?? {}, name) ? type.onDemand?.[name] : undefined;
      if (onDemand !== undefined) picked[name] = onDemand(one, tenant);
      else if (Object.hasOwn(shown, name)) picked[name] = shown[name];
      else if (type.open !== true) noSuchProperty(name, type.name);
    }
    if ('@odata.type' in shown) picked['@odata.type'] = shown['@odata.type'];
  }
  const expand = query.get('$expand');
  if (expand === null) return picked;
  for (const part of expand.split(/,(?![^(]*\))/)) {
    const name = part.replace(/\(.*$/s, '').trim();
    const related = Object.hasOwn(type.expands ?? {}, name) ? type.expands?.[name] : undefined;
    if (related === undefined) noSuchProperty(name, type.name);
    picked[name] = related(one, tenant);
  }
  return picked;
}

/** `$search="displayName:ann"`, which needs eventual consistency. */
function searchOf(call: GraphCall): ((shown: Shown) => boolean) | undefined {
  const text = call.query.get('$search');
  if (text === null) return undefined;
  if (!isEventual(call))
    throw new GraphError(
      400,
      'Request_UnsupportedQuery',
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  const match = /^"(\w+):(.*)"$/.exec(text);
  if (match === null)
    throw new GraphError(400, 'BadRequest', 'Syntax error: the search clause must be like "property:value".');
  const [, name = '', wanted = ''] = match;
  return (shown) =>
    String(shown[name] ?? '')
      .toLowerCase()
      .includes(wanted.toLowerCase());
}

function order<T>(found: { one: T; shown: Shown }[], text: string | null, typeName: string): void {
  const first = found[0];
  if (text === null || first === undefined) return;
  const [name = '', direction = 'asc'] = text.trim().split(/\s+/);
  if (!Object.hasOwn(first.shown, name) && name !== '') noSuchProperty(name, typeName);
  const sign = direction.toLowerCase() === 'desc' ? -1 : 1;
  const key = (shown: Shown): string => String(shown[name] ?? '').toLowerCase();
  found.sort((a, b) => {
    const [one, other] = [key(a.shown), key(b.shown)];
    return one === other ? 0 : one < other ? -sign : sign;
  });
}

function pageSize(top: string | null): number {
  if (top === null) return USUAL_PAGE;
  const size = /^\d{1,9}$/.test(top) ? Number(top) : 0;
  if (size < 1 || size > LARGEST_PAGE)
    throw new GraphError(
      400,
      'Request_UnsupportedQuery',
      `Invalid page size specified: '${top.slice(0, 20)}'. Must be between 1 and ${LARGEST_PAGE} inclusive.`,
    );
  return size;
}

function nextLink(call: GraphCall, next: number): string {
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', Buffer.from(`lab:${next}`).toString('base64url'));
  const path = new URL(call.context.req.url).pathname;
  return `${call.base.replace(/\/v1\.0$/, '')}${path}?${query.toString().replaceAll('%24', '$')}`;
}

function startOf(token: string | null): number {
  if (token === null) return 0;
  const start = /^lab:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1];
  if (start === undefined)
    throw new GraphError(
      400,
      'Directory_ExpiredPageToken',
      'The specified page token value has expired and can no longer be included in your request.',
    );
  return Number(start);
}

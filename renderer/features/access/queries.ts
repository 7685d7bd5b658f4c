import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState, useSyncExternalStore } from 'react';
import type { ChannelInput } from '../../../shared/contract/whole.ts';
import { call } from '../../bridge/call.ts';
import { accessWork } from './work.ts';

export type Filter = ChannelInput<'access.rows'>['filter'];
export type SortKey = ChannelInput<'access.rows'>['sort'];

/** Rows asked for at once. */
const PAGE = 100;

export const useWork = () => useSyncExternalStore(accessWork.subscribe, accessWork.snapshot);

/** Who one may be, from what is set up. */
export function useIdentities() {
  return useQuery({ queryKey: ['connections.list', {}], queryFn: () => call('connections.list', {}) });
}

export function useStatus() {
  return useQuery({ queryKey: ['access.status', {}], queryFn: () => call('access.status', {}) });
}

export type ReadFigures = NonNullable<NonNullable<ReturnType<typeof useStatus>['data']>['read']>;

const pagesOf = (from: number, to: number): number[] => {
  const pages: number[] = [];
  for (let page = Math.floor(from / PAGE); page * PAGE < Math.max(to, 1); page++) pages.push(page);
  return pages;
};

/** The rows in sight, as whole pages, so that most of scrolling changes nothing. */
export function useRange() {
  const [range, setRange] = useState({ from: 0, to: 0 });
  const onRange = useCallback((from: number, to: number) => {
    const pages = pagesOf(from, to);
    const whole = { from: (pages[0] ?? 0) * PAGE, to: ((pages.at(-1) ?? 0) + 1) * PAGE };
    setRange((before) => (before.from === whole.from && before.to === whole.to ? before : whole));
  }, []);
  return { range, onRange };
}

/**
 * How many rows there are. Pages that were jumped to know it only once they have come; until then what was said of the same
 * question holds, so that the table does not fall together under the reader.
 */
function useTotal(question: string, told: number | undefined): number | undefined {
  const known = useRef<{ readonly question: string; readonly total: number }>(undefined);
  if (told !== undefined) known.current = { question, total: told };
  return known.current?.question === question ? known.current.total : undefined;
}

/** The assignments in sight. */
export function useRows(
  readId: string,
  query: { readonly filter: Filter; readonly sort: SortKey; readonly descending: boolean },
  range: { readonly from: number; readonly to: number },
) {
  const pages = pagesOf(range.from, range.to);
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['access.rows', readId, query, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('access.rows', { ...query, from: page * PAGE, count: PAGE }, signal),
      gcTime: 30_000,
    })),
  });
  const told = results.find(({ data }) => data !== undefined)?.data?.total;
  const total = useTotal(JSON.stringify([readId, query]), told);
  return {
    total: total ?? 0,
    ready: total !== undefined,
    error: results.find(({ error }) => error !== null)?.error ?? null,
    rowAt: (index: number) => {
      const page = pages.indexOf(Math.floor(index / PAGE));
      return results[page]?.data?.rows[index % PAGE];
    },
  };
}

/** Accounts, permission sets or principals in sight, with counts. */
export function useGroups(
  readId: string,
  query: { readonly filter: Filter; readonly by: SortKey },
  range: { readonly from: number; readonly to: number },
) {
  const pages = pagesOf(range.from, range.to);
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['access.groups', readId, query, page],
      queryFn: () => call('access.groups', { ...query, from: page * PAGE, count: PAGE }),
      gcTime: 30_000,
    })),
  });
  const told = results.find(({ data }) => data !== undefined)?.data?.total;
  const total = useTotal(JSON.stringify([readId, query]), told);
  return {
    total: total ?? 0,
    ready: total !== undefined,
    error: results.find(({ error }) => error !== null)?.error ?? null,
    groupAt: (index: number) => results[pages.indexOf(Math.floor(index / PAGE))]?.data?.groups[index % PAGE],
  };
}

/** The accounts in sight with what is assigned in them, and the permission sets that are assigned anywhere. */
export function useMatrix(
  readId: string,
  filter: Filter,
  range: { readonly from: number; readonly to: number },
) {
  const pages = pagesOf(range.from, range.to);
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['access.matrix', readId, filter, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('access.matrix', { filter, from: page * PAGE, count: PAGE }, signal),
      gcTime: 30_000,
    })),
  });
  const told = results.find(({ data }) => data !== undefined)?.data;
  const total = useTotal(JSON.stringify([readId, filter]), told?.total);
  const columns = useRef<{ readonly question: string; readonly columns: MatrixColumns }>(undefined);
  const question = JSON.stringify([readId, filter]);
  if (told !== undefined && columns.current?.question !== question)
    columns.current = { question, columns: told.columns };
  return {
    total: total ?? 0,
    ready: total !== undefined,
    error: results.find(({ error }) => error !== null)?.error ?? null,
    columns: columns.current?.question === question ? columns.current.columns : NO_COLUMNS,
    rowAt: (index: number) => results[pages.indexOf(Math.floor(index / PAGE))]?.data?.rows[index % PAGE],
  };
}

type MatrixColumns = Awaited<ReturnType<typeof call<'access.matrix'>>>['columns'];
const NO_COLUMNS: MatrixColumns = [];

/** The saved views of the live workspace. */
export function useViews() {
  return useQuery({ queryKey: ['access.views', {}], queryFn: () => call('access.views', {}) });
}

export function useFacets(readId: string, filter: Filter) {
  return useQuery({
    queryKey: ['access.facets', readId, filter],
    queryFn: () => call('access.facets', { filter }),
    placeholderData: keepPreviousData,
  });
}

export type Row = NonNullable<ReturnType<ReturnType<typeof useRows>['rowAt']>>;
export type Group = NonNullable<ReturnType<ReturnType<typeof useGroups>['groupAt']>>;

export type SetFacts = Awaited<ReturnType<typeof call<'access.set'>>>;

export type ToldAttribute = Awaited<ReturnType<typeof call<'access.attributes'>>>['attributes'][number];

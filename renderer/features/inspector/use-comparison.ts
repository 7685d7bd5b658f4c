import { useQuery } from '@tanstack/react-query';
import type { ChannelInput, ChannelOutput } from '../../../shared/contract/whole.ts';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import { call, wireErrorOf } from '../../bridge/call.ts';
import type { Received, Sent } from '../../bridge/wire-types.ts';

type Wanted = Sent<ChannelInput<'inspector.diff'>>;

/** Two messages side by side, as the worker answered. */
export type ComparedPair = Received<ChannelOutput<'inspector.diff'>>;

/**
 * Compares two messages.
 *
 * @param key what the answer depends on, in place of texts of many megabytes
 * @param wanted undefined while there is nothing to compare with
 */
export function useComparison(
  key: readonly (string | number)[],
  wanted: (() => Wanted) | undefined,
): { readonly pair: ComparedPair | undefined; readonly error: WireError | undefined } {
  const query = useQuery({
    queryKey: ['inspector.diff', ...key],
    queryFn: ({ signal }) => {
      if (wanted === undefined) throw new Error('nothing to compare');
      return call('inspector.diff', wanted(), signal);
    },
    enabled: wanted !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  if (wanted === undefined) return { pair: undefined, error: undefined };
  return { pair: query.data, error: query.error === null ? undefined : wireErrorOf(query.error) };
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WireError } from '../../../shared/core/errors/workbench-error.ts';
import type { SelfTest } from '../../../shared/core/self-test/judged-attack.ts';
import { wireErrorOf } from '../../bridge/call.ts';
import { runJob } from '../../bridge/job.ts';

interface Progress {
  readonly done: number;
  readonly total: number;
}

/** What is known of the self-test; it runs when the page is first shown, and again when asked. */
export function useSelfTest(): {
  readonly test: SelfTest | undefined;
  readonly error: WireError | undefined;
  readonly progress: Progress | undefined;
  readonly running: boolean;
  readonly again: () => void;
} {
  const [progress, setProgress] = useState<Progress>();
  const query = useQuery({
    queryKey: ['inspector.selfTest', {}],
    queryFn: async ({ signal }): Promise<SelfTest> => {
      setProgress(undefined);
      return await runJob('inspector.selfTest', {}, { signal, onProgress: setProgress });
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const error = query.error === null || query.isFetching ? undefined : wireErrorOf(query.error);
  return {
    test: query.data,
    error,
    progress,
    running: query.isFetching,
    again: () => void query.refetch(),
  };
}

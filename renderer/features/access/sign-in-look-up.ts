import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ChannelInput } from '../../../shared/contract/whole.ts';
import { runJob } from '../../bridge/job.ts';

type Asked = ChannelInput<'access.lookUpSignIn'>;
type LookedUp = Awaited<ReturnType<typeof runJob<'access.lookUpSignIn'>>>;
type Progress = Parameters<Parameters<typeof runJob<'access.lookUpSignIn'>>[2]['onProgress']>[0];

/** Looks somebody up in Entra. What is given up, by a person or by leaving, tells nothing any more. */
export function useSignInLookUp() {
  const running = useRef(new AbortController());
  const [progress, setProgress] = useState<Progress>();
  const { data, error, isPending, mutate, reset } = useMutation({
    mutationFn: (asked: Asked) => {
      running.current = new AbortController();
      setProgress(undefined);
      return runJob('access.lookUpSignIn', asked, {
        signal: running.current.signal,
        onProgress: setProgress,
      });
    },
  });
  useEffect(() => () => running.current.abort(), []);
  return {
    data,
    error,
    progress: isPending ? progress : undefined,
    busy: isPending,
    start: (asked: Asked, found: (told: LookedUp) => void) => mutate(asked, { onSuccess: found }),
    giveUp: () => {
      running.current.abort();
      reset();
    },
  };
}

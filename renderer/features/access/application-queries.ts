import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { call } from '../../bridge/call.ts';
import { runJob } from '../../bridge/job.ts';

type Progress = Parameters<Parameters<typeof runJob<'access.readApplications'>>[2]['onProgress']>[0];

/** Reads applications when they are first looked at; what was read since the organization was will do. */
export function useApplicationsRead(readId: string) {
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress>();
  const [cancelled, setCancelled] = useState(false);
  const again = useRef(false);
  const queryKey = ['access.readApplications', readId];
  const { data, error, isFetching, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const input = { again: again.current };
      again.current = false;
      return runJob('access.readApplications', input, { signal, onProgress: setProgress });
    },
    retry: false,
  });
  return {
    data: isFetching ? undefined : data,
    error: isFetching ? null : error,
    progress,
    cancelled: cancelled && !isFetching && data === undefined,
    again: () => {
      again.current = true;
      setCancelled(false);
      setProgress(undefined);
      void refetch();
    },
    cancel: () => {
      setCancelled(true);
      void client.cancelQueries({ queryKey });
    },
  };
}

/** @param version another one whenever more or something else is known */
export function useApplications(version: string, text: string) {
  return useQuery({
    queryKey: ['access.applications', version, text.trim()],
    queryFn: ({ signal }) => call('access.applications', { text: text.trim() }, signal),
    placeholderData: keepPreviousData,
  });
}

export function useApplicationUsers(version: string, applicationArn: string, text: string) {
  return useQuery({
    queryKey: ['access.applicationUsers', version, applicationArn, text.trim()],
    queryFn: ({ signal }) => call('access.applicationUsers', { applicationArn, text: text.trim() }, signal),
    placeholderData: keepPreviousData,
  });
}

type ApplicationsRead = Awaited<ReturnType<typeof runJob<'access.readApplications'>>>;
export type ToldApplication = Awaited<ReturnType<typeof call<'access.applications'>>>['applications'][number];
export type ToldIssuer = ApplicationsRead['issuers'][number];
export type ApplicationFinding = ApplicationsRead['findings'][number];

/** @returns a provider's name, or the end of its ARN where that is not known */
export function providerName({ name, arn }: ToldApplication['provider']): string {
  return name ?? arn.slice(arn.indexOf('/') + 1);
}

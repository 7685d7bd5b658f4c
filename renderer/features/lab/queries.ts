import { useMutation, useQuery } from '@tanstack/react-query';
import { type CallError, call } from '../../bridge/call.ts';

/** What is known of the Lab; main says when it has changed. */
export function useLabStatus() {
  return useQuery({ queryKey: ['lab.status', {}], queryFn: () => call('lab.status', {}), retry: false });
}

export type LabStatus = NonNullable<ReturnType<typeof useLabStatus>['data']>;
export type RunningLab = LabStatus & { readonly ready: NonNullable<LabStatus['ready']> };

/** An action on the Lab, with its failure. */
export function useLabAction<Input>(run: (input: Input) => Promise<unknown>) {
  return useMutation<unknown, CallError, Input>({ mutationFn: run });
}

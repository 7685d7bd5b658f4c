import type { ContractEntry } from '../../shared/contract/contract.ts';
import type { ChannelInput, ChannelOutput, JobChannel, WholeContract } from '../../shared/contract/whole.ts';
import type { WorkbenchEvent } from '../../shared/contract/workbench-api.ts';
import type { Result } from '../../shared/core/errors/workbench-error.ts';
import { CallError } from './call.ts';
import type { Received, Sent } from './wire-types.ts';
import { workbench } from './workbench.ts';

type ProgressOf<Channel extends JobChannel> = WholeContract[Channel] extends ContractEntry & {
  readonly progress: infer Progress;
}
  ? Progress extends { readonly _zod: { readonly output: infer Told } }
    ? Received<Told>
    : never
  : never;

/** A job's input as the page gives it: the path of a file is none of its business. */
type Given<Channel extends JobChannel> = Sent<Omit<ChannelInput<Channel>, 'droppedPath'>>;

/**
 * Runs a job to its end.
 *
 * @param channel a job of the contract
 * @param parts.file what the user dropped or chose, for jobs that read one
 * @param parts.signal cancels the job on the other side too
 * @param parts.onProgress called some ten times a second at most
 * @throws {CallError} with the wire error of the answer
 */
export async function runJob<Channel extends JobChannel>(
  channel: Channel,
  input: Given<Channel>,
  parts: {
    readonly file?: File;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: ProgressOf<Channel>) => void;
  },
): Promise<Received<ChannelOutput<Channel>>> {
  let jobId: string | undefined;
  let ended: (result: Result<unknown>) => void = () => undefined;
  const end = new Promise<Result<unknown>>((resolve) => {
    ended = resolve;
  });
  const take = (event: WorkbenchEvent): void => {
    if (event.type === 'job-progress' && event.jobId === jobId)
      parts.onProgress(event.progress as ProgressOf<Channel>);
    else if (event.type === 'job-end' && event.jobId === jobId) ended(event.result);
  };
  // A job may tell of itself before the answer that names it has come.
  const early: WorkbenchEvent[] = [];
  const stop = workbench().onEvent((event) => {
    if (jobId === undefined) early.push(event);
    else take(event);
  });
  const cancel = (): void => {
    if (jobId !== undefined) void workbench().cancelJob(jobId);
  };
  parts.signal.addEventListener('abort', cancel, { once: true });
  try {
    const started = await workbench().startJob(channel, input, parts.file);
    if (!started.ok) throw new CallError(started.error);
    jobId = started.value.jobId;
    for (const event of early) take(event);
    if (parts.signal.aborted) cancel();
    const result = await end;
    if (!result.ok) throw new CallError(result.error);
    return result.value as Received<ChannelOutput<Channel>>;
  } finally {
    stop();
    parts.signal.removeEventListener('abort', cancel);
  }
}

import type { CallChannel, ChannelInput, ChannelOutput } from '../../shared/contract/whole.ts';
import { toWireError, type WireError } from '../../shared/core/errors/workbench-error.ts';
import type { Received, Sent } from './wire-types.ts';
import { workbench } from './workbench.ts';

/** A failed call: carries the wire error as main sent it. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly wire: WireError;

  constructor(wire: WireError) {
    super(wire.message);
    this.wire = wire;
  }
}

/** @returns the wire error of anything a query can fail with */
export function wireErrorOf(thrown: unknown): WireError {
  return thrown instanceof CallError ? thrown.wire : toWireError(thrown);
}

let calls = 0;

/**
 * Asks main or its worker.
 *
 * @param channel a channel of the contract
 * @param input what its entry takes
 * @param signal cancels the call on the other side too
 * @throws {CallError} with the wire error of the answer
 */
export async function call<Channel extends CallChannel>(
  channel: Channel,
  input: Sent<ChannelInput<Channel>>,
  signal?: AbortSignal,
): Promise<Received<ChannelOutput<Channel>>> {
  calls += 1;
  const callId = `call-${calls}`;
  const cancel = () => void workbench().cancelJob(callId);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const answer = await workbench().call(channel, input, callId);
    if (!answer.ok) throw new CallError(answer.error);
    return answer.value as Received<ChannelOutput<Channel>>;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

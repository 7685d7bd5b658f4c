import type { z } from 'zod';
import type { Contract, OutputOf, ParsedInputOf } from '../../../shared/contract/contract.ts';
import type { ErrorDetails } from '../../../shared/core/errors/catalogue.ts';
import {
  type Result,
  toWireError,
  type WireError,
  WorkbenchError,
} from '../../../shared/core/errors/workbench-error.ts';

/** What a handler knows of the run it belongs to. */
export interface RunContext {
  /** The window that asked; plans and jobs belong to it. */
  readonly windowId: number;
  readonly signal: AbortSignal;
  /** Jobs only; a call's progress goes nowhere. */
  progress(value: unknown): void;
}

/** Typed handlers of a contract, one a channel. */
export type HandlersOf<C extends Contract> = {
  readonly [K in keyof C]: (
    input: ParsedInputOf<C[K]>,
    context: RunContext,
  ) => OutputOf<C[K]> | Promise<OutputOf<C[K]>>;
};

export interface RouterParts<C extends Contract> {
  readonly contract: C;
  readonly handlers: HandlersOf<C>;
  /** True in development and tests: a handler that answers against the contract fails instead of surprising the page. */
  readonly checkOutput: boolean;
  /** Logs what is not of the catalogue. @returns the correlation id it was logged under */
  readonly logFailure: (channel: string, thrown: unknown) => string;
}

/** A call whose input the contract has accepted. */
export interface AcceptedCall {
  run(context: RunContext): Promise<Result<unknown>>;
}

type AnyHandler = (input: unknown, context: RunContext) => unknown;

/**
 * Takes a message to the flow that answers it: unknown channel, then input by the contract, then the flow, then (in
 * development) output by the contract. Knows nothing of Electron; main and the worker run the same one.
 */
export class Router<C extends Contract> {
  readonly #parts: RouterParts<C>;

  constructor(parts: RouterParts<C>) {
    this.#parts = parts;
  }

  /** True for entries that are started and followed. */
  isJob(channel: string): boolean {
    return this.#parts.contract[channel]?.progress !== undefined;
  }

  /**
   * @param channel as it came from outside
   * @param input as it came from outside
   * @returns the accepted call, or ERR_IPC_CHANNEL or ERR_IPC_INPUT
   */
  accept(channel: string, input: unknown): Result<AcceptedCall> {
    const { contract, handlers } = this.#parts;
    const entry = Object.hasOwn(contract, channel) ? contract[channel] : undefined;
    const handler = handlers[channel] as AnyHandler | undefined;
    if (entry === undefined || handler === undefined) {
      return refuse('ERR_IPC_CHANNEL', { channel: channel.slice(0, 100) });
    }
    const parsed = entry.input.safeParse(input);
    if (!parsed.success) {
      return refuse('ERR_IPC_INPUT', { channel, problems: problemsOf(parsed.error) });
    }
    return {
      ok: true,
      value: { run: (context) => this.#run(channel, entry, handler, parsed.data, context) },
    };
  }

  /** Accepts and runs in one step. */
  async route(channel: string, input: unknown, context: RunContext): Promise<Result<unknown>> {
    const accepted = this.accept(channel, input);
    return accepted.ok ? accepted.value.run(context) : accepted;
  }

  async #run(
    channel: string,
    entry: Contract[string],
    handler: AnyHandler,
    input: unknown,
    context: RunContext,
  ): Promise<Result<unknown>> {
    try {
      context.signal.throwIfAborted();
      const value = await handler(input, context);
      return { ok: true, value: this.#parts.checkOutput ? entry.output.parse(value) : value };
    } catch (thrown) {
      if (thrown instanceof WorkbenchError && thrown.code !== 'ERR_INTERNAL') {
        return { ok: false, error: toWireError(thrown) };
      }
      if (context.signal.aborted) {
        return { ok: false, error: toWireError(new WorkbenchError('ERR_CANCELLED', 'ipc', {})) };
      }
      return { ok: false, error: toWireError(thrown, this.#parts.logFailure(channel, thrown)) };
    }
  }
}

function refuse<Code extends 'ERR_IPC_CHANNEL' | 'ERR_IPC_INPUT'>(
  code: Code,
  details: ErrorDetails[Code],
): { readonly ok: false; readonly error: WireError } {
  return { ok: false, error: toWireError(new WorkbenchError(code, 'ipc', details)) };
}

/** Says where the input is wrong, never what it held. */
function problemsOf(error: z.ZodError): string[] {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.') || 'input'}: ${issue.message}`.slice(0, 200));
}

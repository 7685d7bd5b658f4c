import { fromWireError } from '../../../shared/core/errors/from-wire.ts';
import { type Result, WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { IdentityCenter } from '../../../shared/ports/identity-center.ts';
import type { AccessReport, CallTarget } from './access-protocol.ts';

/** Calls that main carries out, each with its answer. */
export class MainCalls {
  readonly #send: (report: AccessReport) => void;
  readonly #waiting = new Map<number, (result: Result<unknown>) => void>();
  #last = 0;

  constructor(send: (report: AccessReport) => void) {
    this.#send = send;
  }

  /** Takes an answer of main's. */
  answer(id: number, result: Result<unknown>): void {
    this.#waiting.get(id)?.(result);
    this.#waiting.delete(id);
  }

  /** @throws WorkbenchError as main met it, or the signal's reason */
  call(
    session: string,
    target: CallTarget,
    method: string,
    input: unknown,
    signal: AbortSignal,
  ): Promise<unknown> {
    signal.throwIfAborted();
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#waiting.delete(id);
        this.#send({ type: 'abort', id });
        reject(
          signal.reason instanceof Error ? signal.reason : new WorkbenchError('ERR_CANCELLED', 'access', {}),
        );
      };
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.set(id, (result) => {
        signal.removeEventListener('abort', abort);
        if (result.ok) resolve(result.value);
        else reject(fromWireError(result.error));
      });
      this.#send({ type: 'call', id, session, target, method, input });
    });
  }
}

/** An organization whose every call main makes, so that no credential ever comes here. */
export function remoteIdentityCenter(calls: MainCalls, session: string): IdentityCenter {
  const target = <T extends object>(name: Exclude<CallTarget, 'credentials'>): T =>
    new Proxy({} as T, {
      get: (_, method) => {
        if (typeof method !== 'string') return undefined;
        // The methods of these ports take an input and a signal; the few without an input take the signal alone.
        return (...args: readonly unknown[]) => {
          const signal = args.at(-1) as AbortSignal;
          return calls.call(session, name, method, args.length > 1 ? args[0] : undefined, signal);
        };
      },
    });
  return {
    organizations: target('organizations'),
    ssoAdmin: target('ssoAdmin'),
    identityStore: target('identityStore'),
    iam: target('iam'),
  };
}

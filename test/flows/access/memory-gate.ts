import type { AwsService } from '../../../shared/core/access/model.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/core/errors/catalogue.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface Faults {
  readonly throttle?: number;
  readonly error?: number;
  readonly reset?: number;
  /** Milliseconds a call takes. */
  readonly latency?: number;
  /** Calls a second each service answers; without, any number. */
  readonly rateLimit?: number;
}

type AwsCode = {
  [Code in ErrorCode]: ErrorDetails[Code] extends { service: string } ? Code : never;
}[ErrorCode];

export function refusal(
  code: AwsCode,
  service: AwsService,
  operation: string,
  reason: string,
): WorkbenchError {
  return new WorkbenchError(code, service, { service, operation, reason });
}

export const expiredCredentials = (operation: string): WorkbenchError =>
  refusal(
    'ERR_AWS_CREDENTIALS_EXPIRED',
    'sso-admin',
    operation,
    'The security token included in the request is expired',
  );

/** What every call passes through: rate limit, faults, latency, denial, and the death of its process. */
export class MemoryGate {
  readonly counts: Record<AwsService, number> = {
    'sso-admin': 0,
    identitystore: 0,
    organizations: 0,
    iam: 0,
  };
  readonly operations: string[] = [];
  /** Called before a call is counted; may throw a refusal, or wait for ever where its process died. */
  intercept: (operation: string, moment: 'before' | 'after') => Promise<void> = () => Promise.resolve();
  readonly #clock: Clock;
  readonly #random: SeededRandom;
  readonly #faults: Faults;
  readonly #tokens: Record<AwsService, { at: number; left: number }>;

  constructor(clock: Clock, random: SeededRandom, faults: Faults) {
    this.#clock = clock;
    this.#random = random;
    this.#faults = faults;
    const full = (): { at: number; left: number } => ({ at: clock.now(), left: faults.rateLimit ?? 0 });
    this.#tokens = { 'sso-admin': full(), identitystore: full(), organizations: full(), iam: full() };
  }

  async call<T>(service: AwsService, operation: string, signal: AbortSignal, run: () => T): Promise<T> {
    signal.throwIfAborted();
    await this.intercept(operation, 'before');
    this.counts[service]++;
    this.operations.push(operation);
    const { throttle = 0, error = 0, reset = 0, latency = 5 } = this.#faults;
    await this.#clock.sleep(latency);
    if (this.#overRate(service) || this.#random.fraction() < throttle)
      throw refusal('ERR_AWS_THROTTLED', service, operation, 'Rate exceeded');
    const fault = this.#random.fraction();
    // Whether the call happened before the fault is anybody's guess.
    const happens = fault >= error + reset || this.#random.fraction() < 0.5;
    const outcome = happens ? attempt(run) : undefined;
    await this.intercept(operation, 'after');
    if (fault < error) throw refusal('ERR_AWS_SERVICE', service, operation, 'Internal failure');
    if (fault < error + reset) throw refusal('ERR_AWS_NO_ANSWER', service, operation, 'socket hang up');
    if (outcome === undefined || 'thrown' in outcome) throw outcome?.thrown;
    return outcome.value;
  }

  #overRate(service: AwsService): boolean {
    const { rateLimit } = this.#faults;
    if (rateLimit === undefined) return false;
    const bucket = this.#tokens[service];
    const now = this.#clock.now();
    bucket.left = Math.min(rateLimit, bucket.left + ((now - bucket.at) / 1000) * rateLimit);
    bucket.at = now;
    if (bucket.left < 1) return true;
    bucket.left--;
    return false;
  }
}

function attempt<T>(run: () => T): { readonly value: T } | { readonly thrown: unknown } {
  try {
    return { value: run() };
  } catch (thrown) {
    return { thrown };
  }
}

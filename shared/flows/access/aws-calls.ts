import { CALLS_PER_SECOND } from '../../core/access/call-counts.ts';
import { AWS_SERVICES, type AwsService } from '../../core/access/model.ts';
import type { ErrorCode } from '../../core/errors/catalogue.ts';
import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import { Pacer } from './pacer.ts';

export type CallCounts = { readonly [Service in AwsService]: number };

export interface CallOptions {
  /** Calls a second of each service at most. */
  readonly perSecond?: number;
  /**
   * Asked when the credentials have expired; everything waits meanwhile. Resolves with true when there are new ones, with false to stop.
   */
  readonly onCredentialsExpired?: (signal: AbortSignal) => Promise<boolean>;
}

const FIRST_WAIT = 200;
const LONGEST_WAIT = 5000;
const READ_ATTEMPTS = 12;
/** A conflict lasts as long as what it conflicts with. */
const WRITE_ATTEMPTS = 40;
const RENEWALS = 3;

/** Refusals after which nothing has happened, so that even a write may be sent again. */
const HARMLESS: readonly ErrorCode[] = ['ERR_AWS_THROTTLED', 'ERR_AWS_CONFLICT', 'ERR_NETWORK_UNREACHABLE'];
const PASSING: readonly ErrorCode[] = [...HARMLESS, 'ERR_AWS_SERVICE', 'ERR_AWS_NO_ANSWER'];
/** A machine without network is not worth as much patience as a busy service. */
const UNREACHABLE_ATTEMPTS = 4;

/** What every further call would meet too: without credentials or a way to AWS there is nothing to go on with. */
export const ENDS_ALL: readonly ErrorCode[] = [
  'ERR_AWS_CREDENTIALS_EXPIRED',
  'ERR_AWS_CREDENTIALS_INVALID',
  'ERR_AWS_CREDENTIALS',
  'ERR_AWS_PROFILE',
  'ERR_IDENTITY_SECRET',
  'ERR_SIGN_IN_NEEDED',
  'ERR_NETWORK_UNREACHABLE',
  'ERR_NETWORK_TLS',
  'ERR_NETWORK_PROXY',
];

/** @returns what was sent between two moments */
export const sentSince = (before: CallCounts, after: CallCounts): CallCounts =>
  Object.fromEntries(
    AWS_SERVICES.map((service) => [service, after[service] - before[service]]),
  ) as CallCounts;

/** @returns the code of an error of the catalogue */
export function codeOf(thrown: unknown): ErrorCode | undefined {
  return thrown instanceof WorkbenchError ? thrown.code : undefined;
}

/** Every call to AWS goes through here: paced, counted, retried where that is safe. One a process and organization. */
export class AwsCalls {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #options: CallOptions;
  readonly #pacers: { readonly [Service in AwsService]: Pacer };
  readonly #counts = Object.fromEntries(AWS_SERVICES.map((service) => [service, 0])) as Record<
    AwsService,
    number
  >;
  #renewing: Promise<boolean> | undefined;

  constructor(ports: { readonly clock: Clock; readonly random: Random }, options: CallOptions = {}) {
    this.#clock = ports.clock;
    this.#random = ports.random;
    this.#options = options;
    const perSecond = options.perSecond ?? CALLS_PER_SECOND;
    this.#pacers = {
      'sso-admin': new Pacer(ports.clock, perSecond),
      identitystore: new Pacer(ports.clock, perSecond),
      organizations: new Pacer(ports.clock, perSecond),
      iam: new Pacer(ports.clock, perSecond),
    };
  }

  /** Requests sent so far, repeated ones too. */
  get counts(): CallCounts {
    return { ...this.#counts };
  }

  /**
   * @param run makes exactly one request; is called again where AWS throttles, has a fault or does not answer
   * @throws WorkbenchError as `run`, when patience is at its end
   */
  read<T>(service: AwsService, run: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#repeat(service, run, signal, PASSING, READ_ATTEMPTS);
  }

  /**
   * @param run makes exactly one request; is called again only after a refusal that proves that nothing has happened
   * @param waitOutConflicts false where a conflict is an answer (the name is taken) and not a matter of time
   * @throws WorkbenchError ERR_AWS_SERVICE or ERR_AWS_NO_ANSWER where the outcome is not known; else as `run`
   */
  write<T>(
    service: AwsService,
    run: () => Promise<T>,
    signal: AbortSignal,
    waitOutConflicts = true,
  ): Promise<T> {
    const passing = waitOutConflicts ? HARMLESS : HARMLESS.filter((code) => code !== 'ERR_AWS_CONFLICT');
    return this.#repeat(service, run, signal, passing, WRITE_ATTEMPTS);
  }

  /** @returns milliseconds: a random part of a time that doubles with each attempt */
  jitter(attempt: number): number {
    const [a = 0, b = 0] = this.#random.bytes(2);
    const fraction = (a * 256 + b) / 65_536;
    return fraction * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt);
  }

  async #repeat<T>(
    service: AwsService,
    run: () => Promise<T>,
    signal: AbortSignal,
    passing: readonly ErrorCode[],
    attempts: number,
  ): Promise<T> {
    let renewals = 0;
    for (let attempt = 0; ; ) {
      do await this.#pacers[service].take(signal);
      while (await this.#waitForCredentials());
      this.#counts[service]++;
      try {
        return await run();
      } catch (thrown) {
        signal.throwIfAborted();
        const code = codeOf(thrown);
        if (code === 'ERR_AWS_CREDENTIALS_EXPIRED') {
          if (++renewals > RENEWALS || !(await this.#renew(signal))) throw thrown;
          continue;
        }
        if (code === 'ERR_AWS_THROTTLED') this.#pacers[service].throttled();
        const limit = code === 'ERR_NETWORK_UNREACHABLE' ? UNREACHABLE_ATTEMPTS : attempts;
        if (code === undefined || !passing.includes(code) || ++attempt >= limit) throw thrown;
        await this.#clock.sleep(this.jitter(attempt - 1), signal);
      }
    }
  }

  /** @returns true where there was something to wait for, so that a turn must be taken again */
  async #waitForCredentials(): Promise<boolean> {
    if (this.#renewing === undefined) return false;
    return this.#renewing.catch(() => false);
  }

  /** However many calls meet expired credentials, the question is asked once. */
  #renew(signal: AbortSignal): Promise<boolean> {
    const ask = this.#options.onCredentialsExpired;
    if (ask === undefined) return Promise.resolve(false);
    this.#renewing ??= ask(signal).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }
}

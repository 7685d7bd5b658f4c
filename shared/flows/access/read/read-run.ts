import { CALLS_PER_SECOND } from '../../../core/access/call-counts.ts';
import type { AwsService, UnknownPart } from '../../../core/access/model.ts';
import type { ErrorCode } from '../../../core/errors/catalogue.ts';
import { toWireError } from '../../../core/errors/workbench-error.ts';
import type { Page } from '../../../ports/identity-center.ts';
import { type AwsCalls, type CallCounts, codeOf, ENDS_ALL } from '../aws-calls.ts';

const READ_PHASES = [
  'organization',
  'principals',
  'first-view',
  'names',
  'provisioned-accounts',
  'assignments',
  'details',
  'memberships',
  'provisioning',
  'applications',
] as const;
export type ReadPhase = (typeof READ_PHASES)[number];

/** How far a read is. */
export interface ReadProgress {
  readonly phase: ReadPhase;
  readonly done: number;
  /** Of this phase, as far as is known. */
  readonly total: number;
  readonly calls: CallCounts;
  /** Seconds until this phase is through at the rate AWS allows. */
  readonly etaSeconds: number;
}

/** Errors that end the whole read: the next call would meet them too. */
const FATAL: readonly ErrorCode[] = [...ENDS_ALL, 'ERR_AWS_NO_ANSWER', 'ERR_CANCELLED'];
/** Pages after which a list counts as endless: a token that leads in a circle. */
const MAX_PAGES = 20_000;

/** What the branches of one read share: calls, what could not be read, progress, and the end of all when one of them fails. */
export class ReadRun {
  readonly calls: AwsCalls;
  readonly signal: AbortSignal;
  readonly unknown: UnknownPart[] = [];
  /** Pages of sso-admin beyond the first of their list. */
  furtherPages = 0;
  readonly #progress: (progress: ReadProgress) => void;
  #failure: { readonly thrown: unknown } | undefined;

  constructor(calls: AwsCalls, signal: AbortSignal, progress: (progress: ReadProgress) => void) {
    this.calls = calls;
    this.signal = signal;
    this.#progress = progress;
  }

  /** One call. */
  async call<T>(service: AwsService, run: () => Promise<T>): Promise<T> {
    if (this.#failure !== undefined) throw this.#failure.thrown;
    try {
      return await this.calls.read(service, run, this.signal);
    } catch (thrown) {
      const code = codeOf(thrown);
      if (code === undefined || FATAL.includes(code)) this.#failure ??= { thrown };
      throw thrown;
    }
  }

  /** Every item of a list, page after page. */
  async all<T>(service: AwsService, page: (token: { nextToken?: string }) => Promise<Page<T>>): Promise<T[]> {
    const items: T[] = [];
    let token: { nextToken?: string } = {};
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const { items: some, nextToken } = await this.call(service, () => page(token));
      if (pages > 0 && service === 'sso-admin') this.furtherPages++;
      for (const item of some) items.push(item);
      if (nextToken === undefined || nextToken === token.nextToken) break;
      token = { nextToken };
    }
    return items;
  }

  /**
   * @returns what `read` gives; undefined where it was refused, which is noted, so that nobody takes it for empty
   * @throws what ends the whole read
   */
  async orUnknown<T>(
    part: Omit<UnknownPart, 'code' | 'message'>,
    read: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await read();
    } catch (thrown) {
      if (this.#failure !== undefined) throw thrown;
      const { code, message } = toWireError(thrown);
      this.unknown.push({ ...part, code, message });
      return undefined;
    }
  }

  report(phase: ReadPhase, done: number, total: number): void {
    this.#progress({
      phase,
      done,
      total,
      calls: this.calls.counts,
      etaSeconds: Math.max(0, total - done) / CALLS_PER_SECOND,
    });
  }
}

import type { LabGround } from '../../platform/ground.ts';

/** What the target answered. */
export interface TargetAnswer {
  readonly status: number;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The target takes no requests at all: credentials are refused or nobody answers. */
export class TargetUnusable extends Error {
  override readonly name = 'TargetUnusable';
}

/** The run this request belongs to is over: paused, restarted, or of a state that was replaced. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

export interface TargetCredentials {
  readonly baseAddress: string;
  readonly secretToken: string;
}

const USER_AGENT = 'AzureAD-Provisioning';
/** Seconds of the Lab's time before a request that was one too many is sent again. */
const WAITS = [1, 2, 4, 8, 16, 32];
const TIMEOUT = 30_000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A SCIM service (RFC 7644) by HTTP. The Lab's engine reaches the Lab's own and others on this machine. */
export class ScimTarget {
  readonly #ground: LabGround;
  readonly #credentials: TargetCredentials;
  readonly #isCurrent: () => boolean;

  constructor(ground: LabGround, credentials: TargetCredentials, isCurrent: () => boolean = () => true) {
    this.#ground = ground;
    this.#credentials = credentials;
    this.#isCurrent = isCurrent;
  }

  /**
   * Looks somebody up whom nobody knows.
   *
   * @param patience how often the question is put again where nobody, or a server in trouble, answers
   * @throws TargetUnusable where the answer is not that there is nobody
   */
  async probe(patience = 0): Promise<void> {
    const filter = `userName eq "${this.#ground.random.uuid()}"`;
    let answer = await this.find('Users', filter);
    for (let attempt = 0; attempt < patience && isTrouble(answer); attempt += 1) {
      await this.#ground.clock.sleep((WAITS[attempt] ?? 1) * 1_000);
      answer = await this.find('Users', filter);
    }
    if (answer.status !== 200)
      throw new TargetUnusable(
        `The application answered ${answer.status} to a query: ${answer.text.slice(0, 500)}`,
      );
  }

  find(resource: 'Users' | 'Groups', filter: string): Promise<TargetAnswer> {
    return this.send('GET', `${resource}?filter=${encodeURIComponent(filter)}`);
  }

  /**
   * @param path behind the base address
   * @returns the answer, whatever it says; 429 only after several attempts
   * @throws TargetUnusable for 401, 403 and a target that cannot be reached; Abandoned
   */
  async send(method: string, path: string, body?: unknown): Promise<TargetAnswer> {
    for (let attempt = 0; ; attempt += 1) {
      if (!this.#isCurrent()) throw new Abandoned();
      const answer = await this.#once(method, path, body);
      if (!this.#isCurrent()) throw new Abandoned();
      if (answer.status === 401 || answer.status === 403)
        throw new TargetUnusable(
          `The credentials were refused: StatusCode: ${answer.status === 401 ? 'Unauthorized' : 'Forbidden'}. ${answer.text.slice(0, 500)}`,
        );
      const wait = WAITS[attempt];
      if (answer.status !== 429 || wait === undefined) return answer;
      await this.#ground.clock.sleep(wait * 1_000);
    }
  }

  async #once(method: string, path: string, body: unknown): Promise<TargetAnswer> {
    const base = this.#credentials.baseAddress.replace(/[?#].*$/, '').replace(/\/*$/, '/');
    const url = this.#ground.addresses.onLoopback(`${base}${path}`);
    if (!URL.canParse(url) || !LOOPBACK.has(new URL(url).hostname))
      throw new TargetUnusable('The address of the application cannot be reached from the Lab.');
    try {
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT),
        headers: {
          authorization: `Bearer ${this.#credentials.secretToken}`,
          'user-agent': USER_AGENT,
          ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, text, body: objectIn(text) };
    } catch {
      return { status: 0, text: 'The connection to the application was lost.', body: {} };
    }
  }
}

function isTrouble({ status }: TargetAnswer): boolean {
  return status === 0 || status >= 500;
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // An answer without a JSON body says what it says by its status.
  }
  return {};
}

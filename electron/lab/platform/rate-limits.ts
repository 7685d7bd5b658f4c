import type { Clock } from '../../../shared/ports/clock.ts';

/** Requests per second that AWS documents for each bucket (facts on quotas: sso-admin, Identity Store and SCIM each 20). */
const LIMITED = ['sso-admin', 'identitystore', 'scim', 'sso-oidc'] as const;

export type BucketName = (typeof LIMITED)[number];

interface Bucket {
  tokens: number;
  at: number;
}

/** One token bucket a service, refilled by the Lab's time, holding one second's worth, and room for one request at least. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #buckets = new Map<BucketName, Bucket>();
  #perSecond: number | undefined;

  /** @param perSecond requests a second and bucket; undefined switches limits off */
  constructor(clock: Clock, perSecond: number | undefined) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  get perSecond(): number | undefined {
    return this.#perSecond;
  }

  set perSecond(value: number | undefined) {
    this.#perSecond = value;
    this.#buckets.clear();
  }

  /** @returns false where the request is one too many */
  take(name: BucketName): boolean {
    const rate = this.#perSecond;
    if (rate === undefined) return true;
    const now = this.#clock.now();
    const room = Math.max(1, rate);
    const bucket = this.#buckets.get(name) ?? { tokens: room, at: now };
    this.#buckets.set(name, bucket);
    bucket.tokens = Math.min(room, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * rate);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  reset(): void {
    this.#buckets.clear();
  }
}

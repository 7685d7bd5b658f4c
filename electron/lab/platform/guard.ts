import { arrivalOf, cutConnection, type LabContext, note } from './arrival.ts';
import type { LabGround } from './ground.ts';
import type { BucketName } from './rate-limits.ts';

/** How one service words what is refused before it looks at the request. */
export interface Refusals {
  throttled(): Response | Promise<Response>;
  failed(): Response | Promise<Response>;
}

/**
 * Runs an operation of a service behind what may strike it: latency, rate limit, and the faults `throttle`, `error` and
 * `reset`. Every service calls this once for each request, as soon as it knows which operation that is.
 *
 * @param what.bucket the rate limit it counts against, if any
 * @param what.detail for the request log: ids and names, no secrets
 */
export async function guarded(
  ground: LabGround,
  context: LabContext,
  what: {
    readonly service: string;
    readonly operation: string;
    readonly bucket?: BucketName;
    readonly detail?: Readonly<Record<string, string | undefined>>;
  },
  refusals: Refusals,
  run: () => Response | Promise<Response>,
): Promise<Response> {
  const { service, operation } = what;
  note(context, operation, what.detail);
  const { entry } = arrivalOf(context);
  const { faults } = ground;
  const latency = faults.strike(['latency'], service, operation);
  if (latency?.amount !== undefined) await ground.clock.sleep(latency.amount);
  if (what.bucket !== undefined && !ground.limits.take(what.bucket)) {
    entry.fault = 'rate-limit';
    return refusals.throttled();
  }
  const strike = faults.strike(['throttle', 'error', 'reset'], service, operation);
  if (strike === undefined) return run();
  entry.fault = strike.kind;
  if (strike.kind === 'throttle') return refusals.throttled();
  if (strike.kind === 'error') return refusals.failed();
  // Half of them after the work was done: what a client must not take for "nothing happened".
  if (faults.afterwards()) {
    await run();
    entry.detail = { ...entry.detail, carriedOut: 'yes' };
  }
  return cutConnection(context);
}

import type { Clock } from '../../ports/clock.ts';
import type { Network, NetworkResponse } from '../../ports/network.ts';
import type { Random } from '../../ports/random.ts';

const TRIES = 4;
/** Milliseconds before the second try; doubled for each after that. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 60_000;

/**
 * Tries again what the other side is too busy for: 429 for every request, 5xx for those that may be carried out twice. Waits as
 * long as Retry-After says (RFC 9110 section 10.2.3), else longer each time with jitter, so that clients do not come back together.
 */
export function retryingNetwork(ports: {
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
}): Network {
  return {
    async request(request, signal) {
      for (let attempt = 1; ; attempt += 1) {
        const answer = await ports.network.request({ ...request, attempt }, signal);
        const again =
          answer.status === 429 ||
          (request.repeatable === true && [500, 502, 503, 504].includes(answer.status));
        if (!again || attempt === TRIES) return answer;
        await ports.clock.sleep(waitOf(answer, attempt, ports), signal);
      }
    },
  };
}

function waitOf(
  answer: NetworkResponse,
  attempt: number,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): number {
  const said = answer.headers['retry-after'];
  if (said !== undefined) {
    const seconds = Number(said);
    const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(said) - clock.now();
    if (wait >= 0) return Math.min(wait, LONGEST_WAIT);
  }
  const [byte = 0] = random.bytes(1);
  return Math.min(FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + byte / 255), LONGEST_WAIT);
}

import type { LabContext } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import { guarded } from '../platform/guard.ts';
import { refusalPage, refuse } from './refusals/answer.ts';
import { EntraRefusal } from './refusals/entra-refusal.ts';
import { traceOf } from './refusals/trace.ts';

export type Handler = (context: LabContext) => Promise<Response>;

/**
 * Makes a handler out of an operation of Entra: faults and latency in front, its headers on every answer, and what it
 * throws as a refusal worded for a client or for a person.
 *
 * @param to.version of the endpoint, which decides how errors are written
 */
export function endpoint(
  ground: LabGround,
  operation: string,
  to: 'client' | 'person',
  run: Handler,
  version: 1 | 2 = 2,
): Handler {
  const answer = (context: LabContext, refusal: EntraRefusal): Response | Promise<Response> =>
    to === 'client' ? refuse(ground, context, refusal, version) : refusalPage(ground, context, refusal);
  const struck = (context: LabContext, aadsts: number, text: string): Response | Promise<Response> => {
    const [, said = text] = text.split(/^AADSTS\d+: /);
    return answer(context, new EntraRefusal(aadsts, 'temporarily_unavailable', said, { status: 503 }));
  };
  return async (context) => {
    traceHeaders(ground, context, to);
    return guarded(
      ground,
      context,
      { service: 'entra', operation, detail: { tenant: context.req.param('tenant') } },
      {
        throttled: () => {
          context.header('Retry-After', '5');
          if (to === 'person') return struck(context, 90055, THROTTLED);
          return context.json({ error: 'temporarily_unavailable', error_description: THROTTLED }, 429);
        },
        failed: () =>
          to === 'person'
            ? struck(context, 90033, TRANSIENT)
            : context.json({ error: 'temporarily_unavailable', error_description: TRANSIENT }, 503),
      },
      async () => {
        try {
          return await run(context);
        } catch (thrown) {
          if (thrown instanceof EntraRefusal) return answer(context, thrown);
          throw thrown;
        }
      },
    );
  };
}

const THROTTLED =
  'AADSTS90055: The server is terminating the request because there are too many of them. Please try again later.';
const TRANSIENT = 'AADSTS90033: A transient error has occurred. Please try again.';

function traceHeaders(ground: LabGround, context: LabContext, to: 'client' | 'person'): void {
  const { traceId, correlationId } = traceOf(ground, context);
  context.header('Cache-Control', 'no-store, no-cache');
  context.header('Pragma', 'no-cache');
  context.header('Expires', '-1');
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('x-ms-request-id', traceId);
  context.header('x-ms-ests-server', '2.1.0 - LAB');
  context.header('client-request-id', correlationId);
  if (to === 'client') {
    // Single-page applications call these endpoints from their own origin.
    context.header('Access-Control-Allow-Origin', '*');
    context.header('Access-Control-Allow-Methods', 'POST, GET, OPTIONS');
  }
}

/** A form body's parameters; one that is sent twice makes the request malformed. */
export async function formOf(context: LabContext): Promise<Parameters> {
  const type = context.req.header('content-type') ?? '';
  const text = type.startsWith('application/x-www-form-urlencoded') ? await context.req.text() : '';
  return new Parameters(new URLSearchParams(text));
}

/** Parameters of a query or form body. Empty ones are as if they were not there (RFC 6749 section 3.1). */
export class Parameters {
  readonly #all: URLSearchParams;

  constructor(all: URLSearchParams) {
    this.#all = all;
  }

  get(name: string): string | undefined {
    const value = this.#all.get(name);
    return value === null || value === '' ? undefined : value;
  }

  /** As a query string. */
  get text(): string {
    return this.#all.toString();
  }

  /** @returns the first name that stands there more than once */
  get doubled(): string | undefined {
    const names = [...this.#all.keys()];
    return names.find((name, index) => names.indexOf(name) !== index);
  }
}

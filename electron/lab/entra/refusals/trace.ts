import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';

/** What names one request in Entra's answers and logs. */
export interface Trace {
  readonly traceId: string;
  readonly correlationId: string;
  /** `2026-01-31 12:00:00Z` */
  readonly timestamp: string;
}

const traces = new WeakMap<object, Trace>();
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** @returns the ids of a request: the correlation id is the client's own where it sent one */
export function traceOf(ground: LabGround, context: LabContext): Trace {
  const known = traces.get(context.req.raw);
  if (known !== undefined) return known;
  const sent = context.req.header('client-request-id') ?? context.req.query('client-request-id') ?? '';
  const trace = {
    traceId: ground.random.uuid(),
    correlationId: GUID.test(sent) ? sent.toLowerCase() : ground.random.uuid(),
    timestamp: entraTime(ground.clock.now()),
  };
  traces.set(context.req.raw, trace);
  return trace;
}

/** Epoch milliseconds as Entra writes them into error bodies. */
export function entraTime(milliseconds: number): string {
  return new Date(milliseconds)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
}

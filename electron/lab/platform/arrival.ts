import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { ServiceName } from './hosts.ts';
import type { LoggedRequest } from './request-log.ts';

/** What the Lab's Hono applications are typed with. */
export interface LabEnv {
  readonly Bindings: HttpBindings;
}

export type LabContext = Context<LabEnv>;

/** How a request came in, known before any service sees it. */
export interface Arrival {
  readonly service: ServiceName;
  /** True where the client asked for a real host name; false for the Lab's loopback address. */
  readonly byRealName: boolean;
  /** `https://login.microsoftonline.com`, `http://127.0.0.1:7480/scim`: what the service's own paths go behind. */
  readonly base: string;
  readonly entry: LoggedRequest;
}

const arrivals = new WeakMap<object, Arrival>();

/** @throws RangeError for a request that did not come through the dispatcher */
export function arrivalOf(context: LabContext): Arrival {
  const arrival = arrivals.get(context.env.incoming);
  if (arrival === undefined) throw new RangeError('the request did not come through the dispatcher');
  return arrival;
}

export function setArrival(incoming: IncomingMessage, arrival: Arrival): void {
  arrivals.set(incoming, arrival);
}

/**
 * Says in the request log what the request was.
 *
 * @param detail ids and names that tell requests apart; never a secret
 */
export function note(
  context: LabContext,
  operation: string,
  detail?: Readonly<Record<string, string | undefined>>,
): void {
  const { entry } = arrivalOf(context);
  entry.operation = operation;
  if (detail === undefined) return;
  const told: Record<string, string> = { ...entry.detail };
  for (const [name, value] of Object.entries(detail))
    if (value !== undefined) told[name] = value.slice(0, 300);
  entry.detail = told;
}

/** Says in the request log with which code the answer refuses. */
export function noteError(context: LabContext, code: string): void {
  arrivalOf(context).entry.error = code;
}

/** Cuts the connection as a failing network does; what is returned goes nowhere. */
export function cutConnection(context: LabContext): Response {
  const { incoming, outgoing } = context.env;
  arrivalOf(context).entry.fault = 'reset';
  (incoming as IncomingMessage).socket.destroy();
  (outgoing as ServerResponse).destroy();
  return new Response(null, { status: 499 });
}

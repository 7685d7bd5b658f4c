import type { Tenant } from '../entra/directory.ts';
import type { LabContext } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';
import type { Caller } from './bearer.ts';
import { denied, GraphError } from './graph-error.ts';

/** A request that was let in. */
export interface GraphCall {
  readonly ground: LabGround;
  readonly context: LabContext;
  readonly caller: Caller;
  /** The caller's, of course. */
  readonly tenant: Tenant;
  /** `https://graph.microsoft.com/v1.0`, or that on loopback. */
  readonly base: string;
  readonly query: URLSearchParams;
  /** A parameter of the path; empty where it has none of that name. */
  param(name: string): string;
  /** The body as a JSON object; empty where nothing was sent. */
  body(): Promise<Readonly<Record<string, unknown>>>;
}

export interface GraphAnswer {
  readonly status: 200 | 201 | 202 | 204;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Instead of a body: plain text, for `$count`. */
  readonly text?: string;
}

export const NO_CONTENT: GraphAnswer = { status: 204 };

/** One operation of Graph, as data. */
export interface GraphRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Behind `/v1.0`, with `:parameters`. */
  readonly path: string;
  readonly operation: string;
  /** Permissions of which one is enough; an inner list is needed as a whole; none at all: any token. */
  readonly needs: readonly (string | readonly string[])[];
  readonly run: (call: GraphCall) => GraphAnswer | Promise<GraphAnswer>;
}

interface RouteMakers {
  read(path: string, operation: string, run: GraphRoute['run']): GraphRoute;
  write(method: GraphRoute['method'], path: string, operation: string, run: GraphRoute['run']): GraphRoute;
}

/** How the routes of one kind of object are written down: all that read need the same, all that write as well. */
export function routesNeeding(reading: GraphRoute['needs'], writing: GraphRoute['needs']): RouteMakers {
  return {
    read: (path, operation, run) => ({ method: 'GET', path, operation, needs: reading, run }),
    write: (method, path, operation, run) => ({ method, path, operation, needs: writing, run }),
  };
}

/** @throws GraphError 403 where the token has none of the permissions that are enough */
export function requirePermission(caller: Caller, needs: GraphRoute['needs']): void {
  if (needs.length === 0) return;
  const has = needs.some((need) =>
    typeof need === 'string'
      ? caller.permissions.has(need)
      : need.every((one) => caller.permissions.has(one)),
  );
  if (!has) denied();
}

const LARGEST_BODY = 4 * 1024 * 1024;

/** @throws GraphError 400 for what is no JSON object */
export async function jsonBody(context: LabContext): Promise<Readonly<Record<string, unknown>>> {
  const text = await context.req.text();
  if (text === '') return {};
  if (text.length > LARGEST_BODY)
    throw new GraphError(413, 'RequestEntityTooLarge', 'The request is larger than 4 MB.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new GraphError(400, 'BadRequest', 'Unable to read JSON request payload.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new GraphError(400, 'BadRequest', 'The request payload must be a JSON object.');
  return value as Readonly<Record<string, unknown>>;
}

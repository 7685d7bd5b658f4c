import { type LabContext, noteError } from '../platform/arrival.ts';
import type { LabGround } from '../platform/ground.ts';

/** A refusal of Microsoft Graph. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  /**
   * @param status of HTTP
   * @param code as Graph has it, such as `Request_BadRequest`
   */
  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** @throws GraphError 400 Request_BadRequest */
export function badRequest(message: string): never {
  throw new GraphError(400, 'Request_BadRequest', message);
}

/** @throws GraphError 404 Request_ResourceNotFound */
export function resourceNotFound(id: string): never {
  throw new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${id.slice(0, 100)}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** @throws GraphError 403 Authorization_RequestDenied */
export function denied(): never {
  throw new GraphError(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );
}

/** A refusal in the OData error shape with Graph's innerError. */
export function errorResponse(ground: LabGround, context: LabContext, error: GraphError): Response {
  noteError(context, error.code);
  const requestId = ground.random.uuid();
  const clientRequestId = clientRequestIdOf(context) ?? requestId;
  const body = {
    error: {
      code: error.code,
      message: error.message,
      innerError: {
        date: new Date(ground.clock.now()).toISOString().slice(0, 19),
        'request-id': requestId,
        'client-request-id': clientRequestId,
      },
    },
  };
  return new Response(JSON.stringify(body), {
    status: error.status,
    headers: {
      'content-type': 'application/json',
      'request-id': requestId,
      'client-request-id': clientRequestId,
      ...error.headers,
    },
  });
}

/** The id a client gave its request, where it is one that may be echoed. */
export function clientRequestIdOf(context: LabContext): string | undefined {
  const given = context.req.header('client-request-id');
  return given !== undefined && /^[\w-]{1,64}$/.test(given) ? given : undefined;
}

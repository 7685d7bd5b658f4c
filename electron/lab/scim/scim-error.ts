import type { LabGround } from '../platform/ground.ts';

const ERROR_URN = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** What AWS says to the client; why exactly is only told by CloudTrail (facts/aws.md section 4). */
const KINDS = {
  ValidationException: [400, 'Request is unparsable, syntactically incorrect, or violates schema.'],
  UnauthorizedException: [401, 'Authorization header is invalid or missing.'],
  AccessDeniedException: [403, 'Operation is not permitted based on the supplied authorization.'],
  ResourceNotFoundException: [404, 'Specified resource or endpoint does not exist.'],
  ConflictException: [409, 'The resource conflicts with one that exists.'],
  ThrottlingException: [429, 'Too many requests exceeding the limits.'],
  InternalServerException: [500, 'Service failed to process the request.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ScimErrorKind = keyof typeof KINDS;

/** A refusal of the SCIM endpoint. */
export class ScimError extends Error {
  readonly kind: ScimErrorKind;

  /** @param message the exact reason: for CloudTrail, never for the client */
  constructor(kind: ScimErrorKind, message: string) {
    super(message);
    this.name = 'ScimError';
    this.kind = kind;
  }
}

/** @throws ScimError always: a 400 whose reason only CloudTrail tells */
export function invalid(reason: string): never {
  throw new ScimError('ValidationException', reason);
}

/** @throws ScimError always: a 404 */
export function notFound(what: string): never {
  throw new ScimError('ResourceNotFoundException', what);
}

/** The body of an error with both `schemas` and `schema`, as AWS sends it. */
export function errorResponse(ground: Pick<LabGround, 'clock' | 'random'>, kind: ScimErrorKind): Response {
  const [status, detail] = KINDS[kind];
  const requestId = ground.random.uuid();
  const body = {
    schema: [ERROR_URN],
    schemas: [ERROR_URN],
    detail,
    status: String(status),
    exceptionRequestId: requestId,
    timeStamp: new Date(ground.clock.now()).toISOString().replace('T', ' ').replace('Z', ''),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
  });
}

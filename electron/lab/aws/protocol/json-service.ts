import { type LabContext, note, noteError } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { guarded } from '../../platform/guard.ts';
import type { BucketName } from '../../platform/rate-limits.ts';
import { authenticate } from './authenticate.ts';
import { AwsError, type Refusal, RefusedCaller } from './aws-error.ts';
import type { Call, Operation, Operations } from './operation.ts';
import { record } from './record.ts';
import { readBody } from './request-body.ts';
import type { Problem } from './shape.ts';

/** A service that speaks JSON 1.1. */
export interface JsonService {
  /** For the request log, faults and limits. */
  readonly name: string;
  /** Before the dot of `X-Amz-Target`. */
  readonly target: string;
  readonly signingName: string;
  readonly bucket?: BucketName;
  /** CloudTrail's name for it. */
  readonly eventSource: string;
  readonly operations: Operations;
  readonly throttled: () => AwsError;
  readonly failed: () => AwsError;
  /** What the fault `conflict` answers a write with. */
  readonly conflict: () => AwsError;
  /** Errors of this service name the request in their body. */
  readonly tellsRequestId?: boolean;
  readonly invalid: (problems: readonly Problem[]) => AwsError;
  /** @throws AwsError where the caller may not do this, or not here */
  readonly admit: (call: Call, resources: readonly string[], opened: Operation) => void;
}

/** How JSON 1.1 names the refusals that come before a service. */
const REFUSALS: Readonly<Record<Refusal, string>> = {
  'missing-authentication': 'MissingAuthenticationTokenException',
  'incomplete-signature': 'IncompleteSignatureException',
  'unknown-access-key': 'UnrecognizedClientException',
  'signature-mismatch': 'InvalidSignatureException',
  'token-expired': 'ExpiredTokenException',
  'access-denied': 'AccessDeniedException',
};

/** Draws request ids; they are no state, so drawing them moves nothing else. */
export type RequestIds = () => string;

/**
 * Answers one request of a JSON 1.1 service (smithy `awsJson1_1`).
 *
 * @param name the operation, as the target header has it
 */
export function answerJson(
  ground: LabGround,
  context: LabContext,
  service: JsonService,
  name: string,
  newId: RequestIds,
): Promise<Response> | Response {
  const requestId = newId();
  const operation = Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
  if (operation === undefined) {
    note(context, name.slice(0, 100));
    return jsonError(context, new AwsError('UnknownOperationException', ''), requestId);
  }
  const refuse = (error: AwsError): Response =>
    jsonError(context, error, requestId, service.tellsRequestId === true ? { RequestId: requestId } : {});
  return guarded(
    ground,
    context,
    {
      service: service.name,
      operation: name,
      ...(service.bucket === undefined ? {} : { bucket: service.bucket }),
    },
    { throttled: () => refuse(service.throttled()), failed: () => refuse(service.failed()) },
    async () => {
      try {
        const body = await readBody(context);
        const output = perform(ground, context, service, operation, name, body, requestId);
        return jsonAnswer(output, requestId);
      } catch (thrown) {
        if (thrown instanceof AwsError) return refuse(thrown);
        if (thrown instanceof RefusedCaller)
          return refuse(new AwsError(REFUSALS[thrown.refusal], thrown.message));
        throw thrown;
      }
    },
  );
}

/** Everything from here to the answer is synchronous: no other request comes in between. */
function perform(
  ground: LabGround,
  context: LabContext,
  service: JsonService,
  operation: Operation,
  name: string,
  body: Uint8Array,
  requestId: string,
): Readonly<Record<string, unknown>> {
  const { key, region } = authenticate(ground, context, body, service, name);
  // What fell due while the body was read comes first.
  ground.pending.runDue();
  const input = parsed(body);
  const { aws } = ground.state;
  const call: Call = { ground, aws, operation: name, caller: key, region, now: ground.clock.now() };
  const told = {
    eventId: requestId,
    at: call.now,
    source: service.eventSource,
    operation: name,
    caller: key,
    input,
  };
  note(context, name, detailOf(input));
  try {
    const opened = operation.open(input);
    if (opened.problems.length > 0) throw service.invalid(opened.problems);
    service.admit(call, opened.resources(call), operation);
    if (operation.writes && ground.faults.strike(['conflict'], service.name, name) !== undefined)
      throw service.conflict();
    const output = opened.run(call);
    if (operation.writes) record(aws, { ...told, output });
    return output;
  } catch (thrown) {
    if (operation.writes && thrown instanceof AwsError)
      record(aws, { ...told, error: { code: thrown.code, message: thrown.message } });
    throw thrown;
  }
}

function parsed(body: Uint8Array): unknown {
  if (body.length === 0) return {};
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return text.trim() === '' ? {} : (JSON.parse(text) as unknown);
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
}

/** Members that tell one call from another in the request log. */
const TOLD = [
  'TargetId',
  'AccountId',
  'PermissionSetArn',
  'PrincipalType',
  'PrincipalId',
  'Name',
  'UserName',
  'UserId',
  'GroupId',
  'DisplayName',
  'ParentId',
  'MaxResults',
] as const;

function detailOf(input: unknown): Readonly<Record<string, string>> {
  const detail: Record<string, string> = {};
  if (typeof input !== 'object' || input === null) return detail;
  for (const member of TOLD) {
    const value = Object.hasOwn(input, member) ? (input as Record<string, unknown>)[member] : undefined;
    if (typeof value === 'string' || typeof value === 'number') detail[member] = String(value);
  }
  return detail;
}

function jsonAnswer(output: Readonly<Record<string, unknown>>, requestId: string): Response {
  return new Response(JSON.stringify(output), {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId },
  });
}

/** An error as JSON 1.1 writes it: the name in the body and, once more, in a header. */
export function jsonError(
  context: LabContext,
  error: AwsError,
  requestId: string,
  members: Readonly<Record<string, string>> = {},
): Response {
  noteError(context, error.code);
  const body = {
    __type: error.code,
    ...(error.message === '' ? {} : { Message: error.message }),
    ...error.members,
    ...members,
  };
  return new Response(JSON.stringify(body), {
    status: error.status,
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': error.code,
      // What was not read of the request is in the way of the next one.
      ...(error.status === 413 ? { connection: 'close' } : {}),
    },
  });
}

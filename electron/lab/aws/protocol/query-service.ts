import { type LabContext, note, noteError } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { guarded } from '../../platform/guard.ts';
import { escapeXml } from '../../platform/xml-text.ts';
import { authenticate } from './authenticate.ts';
import { AwsError, type Refusal, RefusedCaller } from './aws-error.ts';
import type { RequestIds } from './json-service.ts';
import type { Call } from './operation.ts';
import { record } from './record.ts';
import { xmlOf } from './xml.ts';

/** A service that speaks AWS Query: forms in, XML out. */
export interface QueryService {
  readonly name: string;
  readonly signingName: string;
  readonly namespace: string;
  readonly version: string;
  readonly eventSource: string;
  readonly actions: Readonly<Record<string, QueryAction>>;
}

export interface QueryAction {
  readonly writes: boolean;
  /** @throws AwsError; nothing has changed then. @returns undefined where the answer has no result */
  run(call: Call, parameters: URLSearchParams): Readonly<Record<string, unknown>> | undefined;
}

const REFUSALS: Readonly<Record<Refusal, readonly [code: string, status: number]>> = {
  'missing-authentication': ['MissingAuthenticationToken', 403],
  'incomplete-signature': ['IncompleteSignature', 400],
  'unknown-access-key': ['InvalidClientTokenId', 403],
  'signature-mismatch': ['SignatureDoesNotMatch', 403],
  'token-expired': ['ExpiredToken', 403],
  'access-denied': ['AccessDenied', 403],
};

/** What came, as far as it is known before the service sees it. */
export interface QueryRequest {
  readonly body: Uint8Array;
  readonly parameters: URLSearchParams;
}

/** Answers one request of a Query service (smithy `awsQuery`). */
export function answerQuery(
  ground: LabGround,
  context: LabContext,
  service: QueryService,
  { body, parameters }: QueryRequest,
  newId: RequestIds,
): Promise<Response> | Response {
  const requestId = newId();
  const name = (parameters.get('Action') ?? '').slice(0, 100);
  const refuse = (error: AwsError): Response => xmlError(context, service, error, requestId);
  const action = Object.hasOwn(service.actions, name) ? service.actions[name] : undefined;
  if (action === undefined) {
    note(context, name);
    const version = parameters.get('Version')?.slice(0, 20) ?? service.version;
    const message = `Could not find operation ${name} for version ${version}`;
    return refuse(new AwsError('InvalidAction', message));
  }
  const perform = (): Response => {
    try {
      const { key, region } = authenticate(ground, context, body, service, name);
      ground.pending.runDue();
      const { aws } = ground.state;
      const now = ground.clock.now();
      const call: Call = { ground, aws, operation: name, caller: key, region, now };
      return answered(call, service, action, parameters, requestId);
    } catch (thrown) {
      if (thrown instanceof AwsError) return refuse(thrown);
      if (thrown instanceof RefusedCaller) {
        const [code, status] = REFUSALS[thrown.refusal];
        return refuse(new AwsError(code, thrown.message, status));
      }
      throw thrown;
    }
  };
  return guarded(
    ground,
    context,
    { service: service.name, operation: name },
    {
      throttled: () => refuse(new AwsError('Throttling', 'Rate exceeded')),
      failed: () => refuse(new AwsError('ServiceFailure', 'The request processing has failed.', 500)),
    },
    perform,
  );
}

function answered(
  call: Call,
  service: QueryService,
  action: QueryAction,
  parameters: URLSearchParams,
  requestId: string,
): Response {
  const { operation: name } = call;
  const told = {
    eventId: requestId,
    at: call.now,
    source: service.eventSource,
    operation: name,
    caller: call.caller,
    input: Object.fromEntries([...parameters].filter(([key]) => key !== 'Action' && key !== 'Version')),
  };
  try {
    const result = action.run(call, parameters);
    if (action.writes) record(call.aws, { ...told, output: result });
    const body =
      (result === undefined ? '' : xmlOf(`${name}Result`, result)) +
      xmlOf('ResponseMetadata', { RequestId: requestId });
    const document = `<${name}Response xmlns="${service.namespace}">${body}</${name}Response>\n`;
    return xmlAnswer(document, 200, requestId);
  } catch (thrown) {
    if (action.writes && thrown instanceof AwsError)
      record(call.aws, { ...told, error: { code: thrown.code, message: thrown.message } });
    throw thrown;
  }
}

/** An error as AWS Query writes it. */
export function xmlError(
  context: LabContext,
  service: QueryService,
  error: AwsError,
  requestId: string,
): Response {
  noteError(context, error.code);
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const body = `<Error><Type>${type}</Type><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId>`;
  const document = `<ErrorResponse xmlns="${service.namespace}">${body}</ErrorResponse>\n`;
  return xmlAnswer(document, error.status, requestId);
}

function xmlAnswer(document: string, status: number, requestId: string): Response {
  return new Response(document, {
    status,
    headers: {
      'content-type': 'text/xml',
      'x-amzn-requestid': requestId,
      ...(status === 413 ? { connection: 'close' } : {}),
    },
  });
}

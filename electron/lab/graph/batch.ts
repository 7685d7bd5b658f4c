import { isObject } from './fields.ts';
import { GraphError } from './graph-error.ts';

/** One request of a batch, ready to be sent. */
interface BatchedRequest {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly dependsOn: readonly string[];
}

const MOST_REQUESTS = 20;
const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Runs the requests of a JSON batch one after the other; what depends on a request that failed is not run.
 *
 * @param send answers one of them
 * @returns `{responses}`
 * @throws GraphError 400 for a batch that is none
 */
export async function batchAnswer(
  body: Readonly<Record<string, unknown>>,
  send: (request: BatchedRequest) => Promise<Response>,
): Promise<Record<string, unknown>> {
  const requests = requestsOf(body);
  const responses: { id: string; status: number; headers: Record<string, string>; body?: unknown }[] = [];
  for (const request of requests) {
    const failed = request.dependsOn.some(
      (id) => (responses.find((response) => response.id === id)?.status ?? 500) >= 400,
    );
    if (failed) {
      const error = { code: 'FailedDependency', message: 'A request this one depends on has failed.' };
      responses.push({ id: request.id, status: 424, headers: {}, body: { error } });
      continue;
    }
    const response = await send(request);
    const text = await response.text();
    responses.push({
      id: request.id,
      status: response.status,
      headers: contentHeaders(response),
      ...(text === '' ? {} : { body: parsed(text) }),
    });
  }
  return { responses };
}

function requestsOf(body: Readonly<Record<string, unknown>>): readonly BatchedRequest[] {
  const { requests } = body;
  if (!Array.isArray(requests) || requests.length === 0)
    refuse('Invalid batch payload format: requests are missing.');
  if (requests.length > MOST_REQUESTS)
    refuse(`Number of batch request steps exceeds the maximum value of ${MOST_REQUESTS}.`);
  const ids = new Set<string>();
  return requests.map((request: unknown) => {
    if (!isObject(request)) refuse('Invalid batch payload format: a request must be an object.');
    const { id, method, url, headers, body: inner, dependsOn } = request;
    if (typeof id !== 'string' || id === '' || ids.has(id)) refuse('Every request needs an id of its own.');
    ids.add(id);
    const verb = typeof method === 'string' ? method.toUpperCase() : '';
    if (!METHODS.has(verb)) refuse(`Invalid method of request '${id.slice(0, 50)}'.`);
    if (typeof url !== 'string' || /^\w+:|\$batch|^\/\/|\\/.test(url))
      refuse(`Invalid url of request '${id.slice(0, 50)}'.`);
    const depends = dependsOn ?? [];
    if (!Array.isArray(depends) || depends.some((one) => typeof one !== 'string' || !ids.has(one)))
      refuse(`Request '${id.slice(0, 50)}' depends on one that does not come before it.`);
    const hasBody = inner !== undefined && inner !== null && verb !== 'GET';
    return {
      id,
      method: verb,
      url,
      headers: headersOf(headers, hasBody),
      ...(hasBody ? { body: JSON.stringify(inner) } : {}),
      dependsOn: depends as string[],
    };
  });
}

function headersOf(headers: unknown, hasBody: boolean): Record<string, string> {
  const given: Record<string, string> = hasBody ? { 'content-type': 'application/json' } : {};
  if (!isObject(headers)) return given;
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || !/^[\w-]+$/.test(name) || /[^\x20-\x7e]/.test(value))
      refuse('A header of a request is not valid.');
    given[name.toLowerCase()] = value;
  }
  return given;
}

function contentHeaders(response: Response): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['content-type', 'retry-after', 'location']) {
    const value = response.headers.get(name);
    if (value !== null) kept[name] = value;
  }
  return kept;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function refuse(message: string): never {
  throw new GraphError(400, 'BadRequest', message);
}

import type { LoggedRequest } from '../platform/request-log.ts';

/**
 * Writes requests as an HTTP Archive (HAR 1.2). Headers and bodies are not in the log, so that they are empty; what the Lab
 * knows besides stands in members with a leading underscore, as the format allows.
 *
 * @param version of the product
 */
export function requestHar(requests: readonly LoggedRequest[], version: string): object {
  return {
    log: {
      version: '1.2',
      creator: { name: 'Federation Workbench Lab', version },
      entries: requests.map(entryOf),
    },
  };
}

/** A request as the control routes and the window tell it: with its time in ISO 8601. */
export type ToldRequest = Omit<LoggedRequest, 'at'> & { readonly at: string };

export function toldRequest(request: LoggedRequest): ToldRequest {
  return { ...request, at: new Date(request.at).toISOString() };
}

function entryOf(request: LoggedRequest): object {
  const { host, path, method, status, duration } = request;
  const url = `${/^(127\.0\.0\.1|169\.254\.169\.254)(:|$)/.test(host) ? 'http' : 'https'}://${host}${path.startsWith('/') ? path : `/${path}`}`;
  return {
    startedDateTime: new Date(request.at).toISOString(),
    time: duration,
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      queryString: queryOf(url),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: '' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: duration, receive: 0 },
    _id: request.id,
    _service: request.service,
    _operation: request.operation,
    ...(request.fault === undefined ? {} : { _fault: request.fault }),
    ...(request.error === undefined ? {} : { _error: request.error }),
    ...(request.detail === undefined ? {} : { _detail: request.detail }),
  };
}

function queryOf(url: string): { readonly name: string; readonly value: string }[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}

/** One request that left the product; secrets are masked before it is made. */
export interface RequestRecord {
  readonly id: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody?: string;
  /** 0 where no answer came. */
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** Of refusals only, at most 4,096 characters. */
  readonly responseBody?: string;
  readonly responseBytes: number;
  /** Milliseconds. */
  readonly duration: number;
  /** Through which proxy, without its credentials. */
  readonly proxy?: string;
  /** Why no answer came. */
  readonly error?: string;
  /** The how-manieth try it was, from 1. */
  readonly attempt: number;
}

/** The log as a HAR 1.2 document (the archived W3C draft that browsers follow). */
export function harOf(records: readonly RequestRecord[], version: string): object {
  const pairs = (headers: Readonly<Record<string, string>>) =>
    Object.entries(headers).map(([name, value]) => ({ name, value }));
  return {
    log: {
      version: '1.2',
      creator: { name: 'Federation Workbench', version },
      entries: records.map((record) => ({
        startedDateTime: new Date(record.at).toISOString(),
        time: record.duration,
        request: {
          method: record.method,
          url: record.url,
          httpVersion: 'HTTP/1.1',
          cookies: [],
          headers: pairs(record.requestHeaders),
          queryString: [...new URL(record.url).searchParams].map(([name, value]) => ({ name, value })),
          headersSize: -1,
          bodySize: record.requestBody?.length ?? 0,
          ...(record.requestBody === undefined
            ? {}
            : {
                postData: {
                  mimeType: record.requestHeaders['content-type'] ?? 'application/octet-stream',
                  text: record.requestBody,
                },
              }),
        },
        response: {
          status: record.status,
          statusText: '',
          httpVersion: 'HTTP/1.1',
          cookies: [],
          headers: pairs(record.responseHeaders),
          content: {
            size: record.responseBytes,
            mimeType: record.responseHeaders['content-type'] ?? '',
            ...(record.responseBody === undefined ? {} : { text: record.responseBody }),
          },
          redirectURL: record.responseHeaders.location ?? '',
          headersSize: -1,
          bodySize: record.responseBytes,
          ...(record.error === undefined ? {} : { _error: record.error }),
        },
        cache: {},
        timings: { send: 0, wait: record.duration, receive: 0 },
        ...(record.proxy === undefined ? {} : { _proxy: record.proxy }),
      })),
    },
  };
}

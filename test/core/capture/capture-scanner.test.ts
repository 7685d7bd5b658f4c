import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureScanner } from '../../../shared/core/capture/capture-scanner.ts';
import type { CapturedExchange, CaptureSummary } from '../../../shared/core/capture/exchange.ts';

const HAR = {
  log: {
    version: '1.2',
    creator: { name: 'a browser', version: '1' },
    pages: [{ id: 'page_1', request: { url: 'https://decoy.example/' } }],
    entries: [
      {
        startedDateTime: '2026-11-23T08:00:00.000Z',
        request: {
          method: 'POST',
          url: 'https://sp.example/acs?x=1',
          headers: [
            { name: 'Authorization', value: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
            { name: 'User-Agent', value: 'a "browser" \\ with escapes' },
          ],
          postData: {
            mimeType: 'application/x-www-form-urlencoded',
            text: 'SAMLResponse=PHg%2B&RelayState=é',
            params: [{ name: 'SAMLResponse', value: 'PHg+' }],
          },
        },
        response: {
          status: 302,
          headers: [{ name: 'Location', value: 'https://app.example/#id_token=eyJhbGciOiJub25lIn0.e30.' }],
          content: { mimeType: 'text/html', text: 'nothing of interest' },
        },
      },
      {
        request: { method: 'GET', url: 'https://sp.example/' },
        response: { status: 200, content: { encoding: 'base64', text: btoa('{"access_token":"eyJ"}') } },
      },
    ],
  },
};

const TRACER = {
  requests: [
    {
      method: 'POST',
      url: 'https://sp.example/acs',
      requestId: '1',
      requestHeaders: [{ name: 'Authorization', value: 'Bearer eyJ' }],
      post: [
        ['SAMLResponse', 'PHg+'],
        ['RelayState', 'state'],
      ],
      saml: '<samlp:Response/>',
      responseStatus: 200,
      responseHeaders: [],
    },
  ],
  timestamp: '2026-11-23T08:00:00.000Z',
};

function scan(
  bytes: Uint8Array,
  chunkSize = bytes.length,
): { found: CapturedExchange[]; summary: CaptureSummary } {
  const found: CapturedExchange[] = [];
  const scanner = new CaptureScanner((exchange) => found.push(exchange));
  for (let at = 0; at < bytes.length; at += Math.max(1, chunkSize))
    scanner.push(bytes.slice(at, at + chunkSize));
  return { found, summary: scanner.end() };
}

const encode = (value: unknown, indent?: number): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(value, null, indent));

describe('CaptureScanner', () => {
  it('reads what can carry a token from a HAR 1.2 log, and nothing else', () => {
    const { found, summary } = scan(encode(HAR));
    expect(summary).toEqual({ exchanges: 2, truncated: false, oversized: 0 });
    expect(found[0]).toEqual({
      index: 0,
      startedAt: '2026-11-23T08:00:00.000Z',
      method: 'POST',
      url: 'https://sp.example/acs?x=1',
      status: 302,
      requestHeaders: [['Authorization', 'Bearer eyJhbGciOiJub25lIn0.e30.']],
      responseHeaders: [['Location', 'https://app.example/#id_token=eyJhbGciOiJub25lIn0.e30.']],
      parameters: [['SAMLResponse', 'PHg+']],
      body: 'SAMLResponse=PHg%2B&RelayState=é',
    });
    expect(found[1]?.content).toBe('{"access_token":"eyJ"}');
  });

  it('reads a SAML-tracer export', () => {
    const { found } = scan(encode(TRACER, 2));
    expect(found).toEqual([
      {
        index: 0,
        method: 'POST',
        url: 'https://sp.example/acs',
        status: 200,
        requestHeaders: [['Authorization', 'Bearer eyJ']],
        responseHeaders: [],
        parameters: [
          ['SAMLResponse', 'PHg+'],
          ['RelayState', 'state'],
        ],
        saml: '<samlp:Response/>',
      },
    ]);
  });

  it('gives the same wherever the chunks are cut', () => {
    for (const capture of [encode(HAR), encode(HAR, 2), encode(TRACER)]) {
      const whole = scan(capture);
      for (const size of [1, 2, 3, 7, 64, 1000]) expect(scan(capture, size)).toEqual(whole);
    }
  });

  it('gives every exchange before the place where a file was cut, and says that it was', () => {
    const bytes = encode(HAR);
    const { found, summary } = scan(bytes.slice(0, bytes.length - 200));
    expect(summary.truncated).toBe(true);
    expect(found[0]?.parameters).toEqual([['SAMLResponse', 'PHg+']]);
  });

  it('reads any text a header can hold, whatever its escapes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), (text, chunkSize) => {
        const value = `eyJ${text}`;
        const bytes = encode({
          log: { entries: [{ request: { headers: [{ name: 'Authorization', value }], url: value } }] },
        });
        expect(scan(bytes, chunkSize).found[0]?.url).toBe(value);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(scan(bytes).summary.exchanges).toBeGreaterThanOrEqual(0);
      }),
      { seed: 4, numRuns: 300 },
    );
    const deep = new TextEncoder().encode('['.repeat(200_000));
    expect(scan(deep).summary).toEqual({ exchanges: 0, truncated: true, oversized: 0 });
  });
});

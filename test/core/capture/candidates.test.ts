import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { CapturedMessages } from '../../../shared/core/capture/candidates.ts';
import type { CapturedExchange } from '../../../shared/core/capture/exchange.ts';
import { findMessages } from '../../../shared/core/inspector/recognise.ts';
import { BASES } from '../../fixtures/rules/saml-messages.ts';

const ANSWER = BASES.wsFed;
const encoded = encodeURIComponent;

function messagesOf(exchange: Partial<CapturedExchange>) {
  const messages = new CapturedMessages((text) => findMessages(text, nodeCrypto), 'har');
  messages.add({ index: 0, requestHeaders: [], responseHeaders: [], parameters: [], ...exchange });
  return messages
    .list()
    .map(({ candidate, origin }) => [
      candidate.family === 'xml' ? Buffer.from(candidate.bytes).toString() : candidate.text,
      candidate.leniencies,
      origin.seen,
    ]);
}

describe('a form post is one message', () => {
  it.each<[string, Partial<CapturedExchange>]>([
    ['with its body', { body: `wa=wsignin1.0&wresult=${encoded(ANSWER)}` }],
    ['with its fields decoded, as Firefox lists them', { parameters: [['wresult', ANSWER]] }],
    ['with its fields encoded, as Chrome lists them', { parameters: [['wresult', encoded(ANSWER)]] }],
    ['with both', { body: `wresult=${encoded(ANSWER)}&wctx=a`, parameters: [['wresult', encoded(ANSWER)]] }],
  ])('%s', (_, exchange) => {
    expect(messagesOf(exchange)).toEqual([[ANSWER, [], 1]]);
  });

  it('whose encoding is judged by the body as it was sent', () => {
    const base64 = Buffer.from(BASES.response).toString('base64');
    const posted = messagesOf({
      body: `SAMLResponse=${encoded(base64)}`,
      parameters: [['SAMLResponse', encoded(base64)]],
    });
    expect(posted).toEqual([[BASES.response, [], 1]]);
  });
});

import { expect, it } from 'vitest';
import {
  type MessageFilter,
  MessageIndex,
  NO_FILTER,
} from '../../../../renderer/features/inspector/message-filter.ts';
import type { MessageRow } from '../../../../shared/core/inspector/report.ts';

const row = (more: Partial<MessageRow>): MessageRow => ({
  kind: 'jwt',
  verdict: 'valid',
  summary: 'Valid JWT.',
  source: { form: 'har', index: 0 },
  ...more,
});
const at = (url: string) => ({ origin: { exchange: 0, method: 'POST', url, seen: 1 } });

const ROWS = [
  row({ issuer: 'https://idp.example', ...at('https://api.example/orders') }),
  row({
    kind: 'saml-response',
    verdict: 'invalid',
    summary: 'Invalid SAML response: The signature does not verify.',
    subject: { nameId: 'Kim.Larsen@jogcloud.com' },
    ...at('https://eu-west-1.signin.aws.amazon.com/platform/saml/acs/1'),
  }),
  row({ verdict: 'unverified', ...at('https://api.example:8443/orders') }),
  row({ source: { form: 'raw', index: 3 } }),
];
const index = new MessageIndex(ROWS);
const found = (filter: Partial<MessageFilter>) => index.matching({ ...NO_FILTER, ...filter });

it('finds messages by words of subject, issuer, address, kind and verdict, in any order and case', () => {
  expect(found({})).toEqual([0, 1, 2, 3]);
  expect(found({ text: 'kim' })).toEqual([1]);
  expect(found({ text: 'ORDERS  idp' })).toEqual([0]);
  expect(found({ text: 'signature saml-response' })).toEqual([1]);
  expect(found({ text: 'kim orders' })).toEqual([]);
});

it('finds messages by kind, verdict and host', () => {
  expect(found({ kind: 'saml-response' })).toEqual([1]);
  expect(found({ verdict: 'valid' })).toEqual([0, 3]);
  expect(found({ host: 'api.example' })).toEqual([0]);
  expect(found({ host: 'api.example:8443', verdict: 'valid' })).toEqual([]);
});

it('offers what occurs, each once', () => {
  expect(index.kinds).toEqual(['jwt', 'saml-response']);
  expect(index.verdicts).toEqual(['invalid', 'unverified', 'valid']);
  expect(index.hosts).toEqual(['api.example', 'api.example:8443', 'eu-west-1.signin.aws.amazon.com']);
});

it('is quick with 20,000 messages', () => {
  const many = new MessageIndex(
    Array.from({ length: 20_000 }, (_, n) => ROWS[n % ROWS.length] as MessageRow),
  );
  many.matching({ ...NO_FILTER, text: 'k' });
  const start = performance.now();
  many.matching({ ...NO_FILTER, text: 'ki' });
  expect(performance.now() - start).toBeLessThan(100);
});

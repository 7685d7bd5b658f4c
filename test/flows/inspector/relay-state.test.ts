import { expect, it } from 'vitest';
import { DEFAULT_INSPECT_OPTIONS } from '../../../shared/core/inspector/options.ts';
import { generateMessage } from '../../generators/saml-message.ts';
import { brokenPromises, find } from './evidence-laws.ts';
import { judgeSample } from './judge-sample.ts';

const { xml } = generateMessage(3, { kind: 'response', encrypt: 'never' });
const posted = (state: string): string =>
  `SAMLResponse=${encodeURIComponent(Buffer.from(xml).toString('base64'))}${state}`;
const STATE = 'https://intranet.jogcloud.com/payroll?person=kim.larsen';

it('is told of the message that it travelled with, and of no other', async () => {
  const [first, ...others] = await judgeSample({
    input: posted(`&RelayState=${encodeURIComponent(STATE)}`),
  });
  expect(first?.relayState).toBe(STATE);
  expect(others.every(({ relayState }) => relayState === undefined)).toBe(true);
  expect((await judgeSample({ input: posted('&RelayState=') }))[0]?.relayState).toBe('');
  expect((await judgeSample({ input: posted('') }))[0]).not.toHaveProperty('relayState');
});

it('is a pseudonym in redacted evidence', async () => {
  const input = posted(`&RelayState=${encodeURIComponent(STATE)}`);
  expect(await brokenPromises(input, DEFAULT_INSPECT_OPTIONS)).toEqual([]);
  expect((await find(input, DEFAULT_INSPECT_OPTIONS))[0]?.reports[0]?.relayState).toBe(STATE);
});

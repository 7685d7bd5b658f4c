import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ISSUED_AT } from '../../generators/saml-values.ts';
import { compareGenerated, compareWithXmlsec1 } from '../../oracles/compare-generated.ts';
import { xmlsec1Version } from '../../oracles/xmlsec1.ts';

const COUNT = 2_000;
/** The relying-party libraries take ten times as long as all the rest. */
const STEP = 4;
/** Milliseconds: seconds where the machine is free, more where it is shared. */
const LONG = 300_000;
const SEEDS = Array.from({ length: COUNT }, (_, seed) => seed);

beforeAll(() => {
  vi.useFakeTimers({ now: ISSUED_AT, toFake: ['Date'] });
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  vi.spyOn(console, 'warn').mockReturnValue(undefined);
});
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it(
  `${COUNT} generated messages are valid, and xml-crypto disagrees in listed ways only`,
  async () => {
    expect(await compareGenerated(SEEDS, ['xml-crypto'], ISSUED_AT)).toEqual({ wrong: [], unlisted: [] });
  },
  LONG,
);

it.skipIf(xmlsec1Version() === undefined)(
  'xmlsec1 disagrees on them in listed ways only (skipped where xmlsec1 is not installed)',
  () => {
    expect(compareWithXmlsec1(SEEDS, ISSUED_AT)).toEqual([]);
  },
  LONG,
);

it(
  'node-saml and samlify disagree on every fourth in listed ways only',
  async () => {
    const seeds = SEEDS.filter((seed) => seed % STEP === 0);
    expect(await compareGenerated(seeds, ['node-saml', 'samlify'], ISSUED_AT)).toEqual({
      wrong: [],
      unlisted: [],
    });
  },
  LONG,
);

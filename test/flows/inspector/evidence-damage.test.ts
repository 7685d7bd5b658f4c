import { expect, it } from 'vitest';
import { DEFAULT_INSPECT_OPTIONS } from '../../../shared/core/inspector/options.ts';
import { INSPECTOR_SAMPLES } from '../../../shared/core/inspector/samples.ts';
import { testKey } from '../../generators/keys.ts';
import { generateMessage } from '../../generators/saml-message.ts';
import { ISSUED_AT } from '../../generators/saml-values.ts';
import { SeededRandom } from '../../generators/seeded-random.ts';
import { brokenPromises } from './evidence-laws.ts';

/** Its signatures are the same in every run, so that damage strikes the same places. */
const KEY = { key: testKey('idp-rsa'), method: 'rsa-sha256' } as const;
const ROUNDS = 150;
const DAMAGE = [
  '<',
  '>',
  '"',
  "'",
  '&',
  ';',
  '.',
  '=',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\\',
  '-->',
  ']]>',
  ' ',
  'a',
  '0',
  '<!--',
  '<?',
];

/** A document with several faults is refused for the one that is read first, and may then not tell its kind. */
const OTHER_FAULT =
  /^judged again: xml\.[a-z-]+=fail became xml\.[a-z-]+=fail$|^redacted evidence of \S+ gives unknown$/;

/** Cuts, doubles, swaps and inserts, as careless hands and hostile ones do. */
function damaged(text: string, random: SeededRandom): string {
  let out = text;
  for (let count = 1 + random.below(3); count > 0; count--) {
    const at = random.below(out.length);
    const length = random.below(40);
    const kind = random.below(4);
    if (kind === 0) out = out.slice(0, at) + out.slice(at + length);
    else if (kind === 1) out = out.slice(0, at) + random.pick(DAMAGE) + out.slice(at);
    else if (kind === 2) out = out.slice(0, at + length) + out.slice(at);
    else out = out.slice(0, at) + random.pick(DAMAGE) + out.slice(at + 1);
  }
  return out;
}

it('evidence of damaged messages keeps its promises', { timeout: 60_000 }, async () => {
  const broken: string[] = [];
  const token = INSPECTOR_SAMPLES[0]?.input ?? '';
  for (let seed = 1; seed <= ROUNDS; seed++) {
    const random = new SeededRandom(seed);
    const { xml } = generateMessage(seed % 20, { encrypt: 'never', decorate: false, signature: KEY });
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = damaged(Buffer.from(payload, 'base64url').toString(), random);
    const inputs = [
      damaged(xml, random),
      damaged(token, random),
      `${header}.${Buffer.from(claims).toString('base64url')}.${signature}`,
    ];
    for (const [index, input] of inputs.entries())
      for (const promise of await brokenPromises(input, { ...DEFAULT_INSPECT_OPTIONS, at: ISSUED_AT }))
        if (!OTHER_FAULT.test(promise)) broken.push(`seed ${seed}, input ${index}: ${promise}`);
  }
  expect(broken).toEqual([]);
});

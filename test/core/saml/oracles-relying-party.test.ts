import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { testKey } from '../../generators/keys.ts';
import { generateMessage } from '../../generators/saml-message.ts';
import { ISSUED_AT } from '../../generators/saml-values.ts';
import { disagreement, type OracleName } from '../../oracles/disagreement.ts';
import { limitOf } from '../../oracles/known-limits.ts';
import { Differences } from '../../oracles/listed-differences.ts';
import { nodeSamlOpinion } from '../../oracles/node-saml.ts';
import type { Opinion, OracleTrust } from '../../oracles/opinion.ts';
import { judgeOne } from '../../oracles/our-verdict.ts';
import { samlifyOpinion } from '../../oracles/samlify.ts';

const COUNT = 2_000;
const decryptPem = testKey('sp-rsa').privatePem;
const ORACLES: Readonly<Partial<Record<OracleName, (xml: string, trust: OracleTrust) => Promise<Opinion>>>> =
  {
    'node-saml': nodeSamlOpinion,
    samlify: samlifyOpinion,
  };

beforeAll(() => {
  vi.useFakeTimers({ now: ISSUED_AT, toFake: ['Date'] });
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  vi.spyOn(console, 'warn').mockReturnValue(undefined);
});
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it(`responses among ${COUNT} generated messages: node-saml and samlify disagree in listed ways only`, async () => {
  const differences = new Differences();
  for (let seed = 0; seed < COUNT; seed += 1) {
    const message = generateMessage(seed);
    if (message.kind !== 'response') continue;
    const trust = { ...message.key, decryptPem };
    const ours = await judgeOne(message.xml, {
      certificates: [message.key.certificatePem],
      decryptKeys: [decryptPem],
      at: ISSUED_AT,
    });
    expect(ours.subject?.nameId, `seed ${seed}`).toBe(message.values.nameId);
    for (const [name, ask] of Object.entries(ORACLES))
      differences.add(
        disagreement(
          name as OracleName,
          ours,
          await ask(message.xml, trust),
          limitOf(name as OracleName, message),
        ),
        `seed ${seed}`,
      );
  }
  expect(differences.unlisted()).toEqual([]);
}, 180_000);

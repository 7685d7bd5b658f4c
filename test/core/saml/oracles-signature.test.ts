import { describe, expect, it } from 'vitest';
import { testKey } from '../../generators/keys.ts';
import { type GeneratedMessage, generateMessage } from '../../generators/saml-message.ts';
import { ISSUED_AT } from '../../generators/saml-values.ts';
import { type DisagreementKey, disagreement } from '../../oracles/disagreement.ts';
import { limitOf } from '../../oracles/known-limits.ts';
import { Differences } from '../../oracles/listed-differences.ts';
import { failures, judgeOne } from '../../oracles/our-verdict.ts';
import { xmlCryptoOpinion } from '../../oracles/xml-crypto.ts';
import { xmlsec1Opinions, xmlsec1Version } from '../../oracles/xmlsec1.ts';

const COUNT = 2_000;
const decryptPem = testKey('sp-rsa').privatePem;
const xmlsec1 = xmlsec1Version();

const judgeGenerated = (message: GeneratedMessage): ReturnType<typeof judgeOne> =>
  judgeOne(message.xml, {
    certificates: [message.key.certificatePem],
    decryptKeys: [decryptPem],
    at: ISSUED_AT,
  });

describe(`${COUNT} generated messages`, () => {
  const messages = Array.from({ length: COUNT }, (_, seed) => generateMessage(seed));

  it('are valid, and xml-crypto disagrees in listed ways only', async () => {
    const differences = new Differences();
    for (const message of messages) {
      const ours = await judgeGenerated(message);
      expect(failures(ours), `seed ${message.seed}`).toEqual([]);
      const trust = { ...message.key, decryptPem };
      const key: DisagreementKey | undefined = disagreement(
        'xml-crypto',
        ours,
        xmlCryptoOpinion(message.xml, trust),
        limitOf('xml-crypto', message),
      );
      differences.add(key, `seed ${message.seed}`);
    }
    expect(differences.unlisted()).toEqual([]);
  }, 120_000);

  it.skipIf(xmlsec1 === undefined)(
    'and xmlsec1 in listed ways only (skipped where xmlsec1 is not installed)',
    async () => {
      const differences = new Differences();
      for (const key of new Set(messages.map((message) => message.key))) {
        const group = messages.filter((message) => message.key === key);
        const opinions = xmlsec1Opinions(
          group.map(({ xml }) => xml),
          key.certificatePath,
        );
        group.forEach((message, index) => {
          const opinion = opinions[index];
          if (opinion?.accepted !== true)
            differences.add(
              `xmlsec1 | refuses | ${limitOf('xmlsec1', message) ?? opinion?.reason}`,
              `seed ${message.seed}`,
            );
        });
      }
      expect(differences.unlisted()).toEqual([]);
    },
    120_000,
  );
});

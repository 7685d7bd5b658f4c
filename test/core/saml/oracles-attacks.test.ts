import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { allAttacks } from '../../attacks/all-attacks.ts';
import { testKey } from '../../generators/keys.ts';
import { generateMessage } from '../../generators/saml-message.ts';
import { SAML_STYLES } from '../../generators/saml-style.ts';
import { ISSUED_AT } from '../../generators/saml-values.ts';
import {
  corpusFiles,
  corpusText,
  embeddedCertificates,
  hasCorpora,
  shortlyAfter,
  WITHOUT_CORPORA,
} from '../../oracles/corpora.ts';
import { disagreement } from '../../oracles/disagreement.ts';
import { Differences } from '../../oracles/listed-differences.ts';
import { nodeSamlOpinion } from '../../oracles/node-saml.ts';
import type { OracleTrust } from '../../oracles/opinion.ts';
import { judgeOne } from '../../oracles/our-verdict.ts';
import { samlifyOpinion } from '../../oracles/samlify.ts';
import { xmlCryptoOpinion } from '../../oracles/xml-crypto.ts';
import { xmlsec1Opinions, xmlsec1Version } from '../../oracles/xmlsec1.ts';

const hasXmlsec1 = xmlsec1Version() !== undefined;
const folder = mkdtempSync(join(tmpdir(), 'oracles-'));

beforeAll(() => {
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  vi.spyOn(console, 'warn').mockReturnValue(undefined);
});
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** Why a library refuses a lawful file of the corpora, where its words do not tell. */
const LIMITS: readonly (readonly [RegExp, string])[] = [
  [/^adfs_response_sha384/, 'digest algorithm'],
  [/^adfs_response/, 'certificate in the message'],
  [/assertion-unsigned-(13|xd)/, 'carriage return'],
  [/assertion-unsigned-encrypted/, 'unreadable time'],
];

interface Asked {
  readonly name: string;
  readonly xml: string;
  readonly strictOnly?: true;
}

/** Holds our verdict on each message against what every oracle says. */
async function compare(asked: readonly Asked[], trust: OracleTrust, at: number): Promise<Differences> {
  const differences = new Differences();
  vi.useFakeTimers({ now: at, toFake: ['Date'] });
  const xmlsec1 = hasXmlsec1
    ? xmlsec1Opinions(
        asked.map(({ xml }) => xml),
        trust.certificatePath,
      )
    : [];
  for (const [index, { name, xml, strictOnly }] of asked.entries()) {
    const ours = await judgeOne(xml, {
      certificates: [trust.certificatePem],
      decryptKeys: [trust.decryptPem],
      at,
      strict: strictOnly === true,
    });
    const limit = LIMITS.find(([pattern]) => pattern.test(name))?.[1];
    const theirs = xmlsec1[index];
    if (theirs) differences.add(disagreement('xmlsec1', ours, theirs, limit), name);
    differences.add(disagreement('xml-crypto', ours, xmlCryptoOpinion(xml, trust), limit), name);
    differences.add(disagreement('node-saml', ours, await nodeSamlOpinion(xml, trust), limit), name);
    differences.add(disagreement('samlify', ours, await samlifyOpinion(xml, trust), limit), name);
  }
  return differences;
}

it('every attack that a library falls for is of a listed class', async () => {
  const style = SAML_STYLES.find(({ name }) => name === 'simplesamlphp');
  const key = testKey('idp-rsa');
  const base = generateMessage(1, {
    kind: 'response',
    ...(style === undefined ? {} : { style }),
    signs: 'both',
    encrypt: 'never',
    decorate: false,
    signature: { key, method: 'rsa-sha256' },
  });
  const attacks = allAttacks(base.xml).filter((attack) => attack.exhausting !== true);
  const trust = { ...key, decryptPem: testKey('sp-rsa').privatePem };
  expect((await compare(attacks, trust, ISSUED_AT)).unlisted()).toEqual([]);
}, 300_000);

it.skipIf(!hasCorpora)(
  `differences over node-saml's corpus are listed ${WITHOUT_CORPORA}`,
  async () => {
    const certificatePath = join(folder, 'node-saml.pem');
    const certificatePem = corpusText('node-saml/test/static/cert.pem');
    writeFileSync(certificatePath, certificatePem);
    const decryptPem = corpusText('node-saml/test/static/testshib encryption pvk.pem');
    const files = ['valid', 'invalid'].flatMap((part) =>
      corpusFiles(`node-saml/test/static/signatures/${part}`).map((file) => ({
        ...file,
        name: `${part}/${file.name}`,
      })),
    );
    const trust = { certificatePem, certificatePath, decryptPem };
    expect((await compare(files, trust, Date.UTC(2020, 8, 25, 16, 30))).unlisted()).toEqual([]);
  },
  60_000,
);

it.skipIf(!hasCorpora)(
  `differences over ruby-saml's corpus are listed ${WITHOUT_CORPORA}`,
  async () => {
    const decryptPem = corpusText('ruby-saml/test/certificates/ruby-saml.key');
    const folders = ['ruby-saml/test/responses', 'ruby-saml/test/responses/invalids'];
    const unlisted: string[] = [];
    for (const file of folders.flatMap(corpusFiles)) {
      const [certificatePem] = embeddedCertificates(file.xml);
      if (certificatePem === undefined) continue;
      const certificatePath = join(folder, 'ruby-saml.pem');
      writeFileSync(certificatePath, certificatePem);
      const trust = { certificatePem, certificatePath, decryptPem };
      unlisted.push(...(await compare([file], trust, shortlyAfter(file.xml))).unlisted());
    }
    expect(unlisted).toEqual([]);
  },
  60_000,
);

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testKey } from '../generators/keys.ts';
import { type GeneratedMessage, generateMessage } from '../generators/saml-message.ts';
import { SAML_STYLES } from '../generators/saml-style.ts';
import { PLAIN_WRITING } from '../generators/serialise.ts';
import { nodeSamlOpinion } from '../oracles/node-saml.ts';
import type { Opinion } from '../oracles/opinion.ts';
import { judgeOne } from '../oracles/our-verdict.ts';
import { samlifyOpinion } from '../oracles/samlify.ts';
import { xmlCryptoOpinion } from '../oracles/xml-crypto.ts';
import { xmlsec1Version } from '../oracles/xmlsec1.ts';
import { type Contender, interleave, ratioTable } from './rounds.ts';

const MESSAGES = 400;
const key = testKey('idp-rsa');
const trust = {
  certificatePem: key.certificatePem,
  certificatePath: key.certificatePath,
  decryptPem: testKey('sp-rsa').privatePem,
};

/** Distinct responses as Entra writes them, valid now: the libraries judge by the clock of the machine. */
function messages(): GeneratedMessage[] {
  const style = SAML_STYLES.find(({ name }) => name === 'entra');
  if (style === undefined) throw new Error('no Entra style');
  return Array.from({ length: MESSAGES }, (_, seed) =>
    generateMessage(seed, {
      kind: 'response',
      style,
      signs: 'assertion',
      encrypt: 'never',
      decorate: false,
      writing: PLAIN_WRITING,
      issuedAt: Date.now(),
      signature: {
        key,
        method: 'rsa-sha256',
        digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
        keyInfo: 'certificate',
      },
    }),
  );
}

function library(
  name: string,
  texts: readonly string[],
  ask: (xml: string) => Opinion | Promise<Opinion>,
): Contender {
  return {
    name,
    async run() {
      for (const xml of texts) {
        const { accepted, reason } = await ask(xml);
        if (!accepted) throw new Error(`${name} refused: ${reason}`);
      }
    },
  };
}

function xmlsec1(files: readonly string[]): Contender {
  return {
    name: 'xmlsec1, one process (signature only)',
    run() {
      const run = spawnSync(
        'xmlsec1',
        [
          '--verify',
          '--enabled-key-data',
          'key-name',
          '--pubkey-cert-pem',
          key.certificatePath,
          '--id-attr:ID',
          'Assertion',
          ...files,
        ],
        { stdio: 'ignore' },
      );
      if (run.status !== 0) throw new Error(`xmlsec1 refused, status ${run.status}`);
    },
  };
}

/** Full verdicts per second on distinct signed responses, beside what the libraries do for theirs. */
export async function bench(): Promise<void> {
  console.warn = () => undefined;
  const made = messages();
  const texts = made.map(({ xml }) => xml);
  const folder = mkdtempSync(join(tmpdir(), 'bench-saml-'));
  try {
    const files = texts.map((xml, index) => {
      const file = join(folder, `${index}.xml`);
      writeFileSync(file, xml);
      return file;
    });
    const ours: Contender = {
      name: 'fedbench, full verdict',
      async run() {
        for (const { xml, values } of made) {
          const { verdict, subject } = await judgeOne(xml, {
            certificates: [key.certificatePem],
            at: Date.now(),
          });
          if (verdict !== 'valid' || subject?.nameId !== values.nameId)
            throw new Error(`ours said ${verdict}`);
        }
      },
    };
    const contenders = [
      ours,
      library('samlify, no schema', texts, (xml) => samlifyOpinion(xml, trust)),
      library('@node-saml/node-saml', texts, (xml) => nodeSamlOpinion(xml, trust)),
      library('xml-crypto (signature only)', texts, (xml) => xmlCryptoOpinion(xml, trust)),
      ...(xmlsec1Version() === undefined ? [] : [xmlsec1(files)]),
    ];
    const bytes = Math.round(texts.reduce((sum, xml) => sum + xml.length, 0) / texts.length);
    console.log(
      `${MESSAGES} distinct Entra-shaped responses of ${bytes} bytes on average, RSA-2048 with SHA-256`,
    );
    console.log(ratioTable('verdicts/s', await interleave(contenders, MESSAGES)));
    if (contenders.length === 4) console.log('xmlsec1 is not installed; its row is left out');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

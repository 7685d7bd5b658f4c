import { testKey } from '../generators/keys.ts';
import { type GeneratedMessage, generateMessage } from '../generators/saml-message.ts';
import { disagreement, type OracleName } from './disagreement.ts';
import { limitOf } from './known-limits.ts';
import { Differences } from './listed-differences.ts';
import { nodeSamlOpinion } from './node-saml.ts';
import type { Opinion, OracleTrust } from './opinion.ts';
import { failures, judgeOne } from './our-verdict.ts';
import { samlifyOpinion } from './samlify.ts';
import { xmlCryptoOpinion } from './xml-crypto.ts';
import { xmlsec1Opinions } from './xmlsec1.ts';

const decryptPem = testKey('sp-rsa').privatePem;

type LibraryName = Exclude<OracleName, 'xmlsec1'>;
type Ask = (xml: string, trust: OracleTrust) => Opinion | Promise<Opinion>;

/** Verifiers in this process; those for a relying party know responses only. */
const LIBRARIES: Readonly<Record<LibraryName, { ask: Ask; responsesOnly: boolean }>> = {
  'xml-crypto': { ask: xmlCryptoOpinion, responsesOnly: false },
  'node-saml': { ask: nodeSamlOpinion, responsesOnly: true },
  samlify: { ask: samlifyOpinion, responsesOnly: true },
};

/** A generated message that we do not call valid, or whose name we do not read. */
interface WrongVerdict {
  readonly seed: number;
  readonly failed: readonly string[];
}

export interface Comparison {
  readonly wrong: readonly WrongVerdict[];
  /** Disagreements that docs/verifier-differences.md does not list. */
  readonly unlisted: readonly string[];
}

function misread(message: GeneratedMessage, nameId: string | undefined): boolean {
  return message.kind === 'response' && nameId !== message.values.nameId;
}

/**
 * Holds our verdict on generated messages, all of them honest, against the verifiers of this process.
 *
 * @param issuedAt epoch milliseconds; node-saml and samlify judge by the clock of the process, so this must be its now
 */
export async function compareGenerated(
  seeds: readonly number[],
  oracles: readonly LibraryName[],
  issuedAt: number,
): Promise<Comparison> {
  const differences = new Differences();
  const wrong: WrongVerdict[] = [];
  const messages = seeds.map((seed) => generateMessage(seed, { issuedAt }));
  for (const message of messages) {
    const trust = { ...message.key, decryptPem };
    const ours = await judgeOne(message.xml, {
      certificates: [trust.certificatePem],
      decryptKeys: [decryptPem],
      at: issuedAt,
    });
    const failed = failures(ours);
    if (ours.verdict !== 'valid' || misread(message, ours.subject?.nameId))
      wrong.push({ seed: message.seed, failed });
    for (const oracle of oracles) {
      const { ask, responsesOnly } = LIBRARIES[oracle];
      if (responsesOnly && message.kind !== 'response') continue;
      const opinion = await ask(message.xml, trust);
      differences.add(disagreement(oracle, ours, opinion, limitOf(oracle, message)), `seed ${message.seed}`);
    }
  }
  return { wrong, unlisted: differences.unlisted() };
}

/**
 * Holds what compareGenerated found valid against xmlsec1.
 *
 * @returns disagreements that docs/verifier-differences.md does not list
 */
export function compareWithXmlsec1(seeds: readonly number[], issuedAt: number): string[] {
  const differences = new Differences();
  const messages = seeds.map((seed) => generateMessage(seed, { issuedAt }));
  for (const key of new Set(messages.map((message) => message.key))) {
    const group = messages.filter((message) => message.key === key);
    const opinions = xmlsec1Opinions(
      group.map(({ xml }) => xml),
      key.certificatePath,
    );
    for (const [index, message] of group.entries()) {
      const opinion = opinions[index];
      if (opinion?.accepted === true) continue;
      const reason = limitOf('xmlsec1', message) ?? opinion?.reason;
      differences.add(`xmlsec1 | refuses | ${reason}`, `seed ${message.seed}`);
    }
  }
  return differences.unlisted();
}

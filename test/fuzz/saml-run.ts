import { ERROR_CATALOGUE } from '../../shared/core/errors/catalogue.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { InspectedMessage } from '../../shared/core/inspector/report.ts';
import { testKey } from '../generators/keys.ts';
import { type GeneratedMessage, generateMessage } from '../generators/saml-message.ts';
import { ISSUED_AT } from '../generators/saml-values.ts';
import { SeededRandom } from '../generators/seeded-random.ts';
import { type JudgeRequest, judge } from '../oracles/our-verdict.ts';
import { mutate } from './saml-mutations.ts';

/** The longest a verdict may take, in milliseconds. */
export const LONGEST = 1_000;

export interface Finding {
  readonly seed: number;
  readonly number: number;
  readonly what: string;
  readonly input: string | Uint8Array;
}

export interface FuzzSummary {
  readonly judged: number;
  readonly valid: number;
  readonly invalid: number;
  readonly refused: number;
  readonly slowest: number;
  readonly findings: readonly Finding[];
}

interface Base {
  readonly message: GeneratedMessage;
  /** Its values one by one: a mutant that is still valid may leave out, but not add. */
  readonly values: ReadonlySet<string>;
}

const BASES = 60;

function requestFor(message: GeneratedMessage): JudgeRequest {
  return {
    certificates: [message.key.certificatePem],
    decryptKeys: [testKey('sp-rsa').privatePem],
    at: ISSUED_AT,
  };
}

function stated(message: InspectedMessage): string[] {
  return [...message.claims.flatMap((claim) => claim.values), message.subject?.nameId ?? ''];
}

async function prepare(seed: number): Promise<Base[]> {
  const bases: Base[] = [];
  for (let index = 0; index < BASES; index += 1) {
    const message = generateMessage(seed + index);
    const { messages } = await judge(message.xml, requestFor(message));
    const values = new Set(messages.flatMap(stated));
    bases.push({ message, values });
  }
  return bases;
}

function judgement(messages: readonly InspectedMessage[], base: Base): string | undefined {
  const [first] = messages;
  if (first?.verdict !== 'valid') return undefined;
  const added = messages.flatMap(stated).find((value) => !base.values.has(value));
  return added === undefined ? undefined : `valid, and states what nobody signed: ${added.slice(0, 80)}`;
}

/** Milliseconds of a second try: a busy machine may stop the first one for as long as it likes. */
async function timeOf(input: string | Uint8Array, request: JudgeRequest): Promise<number> {
  const started = performance.now();
  await judge(input, request).catch(() => undefined);
  return performance.now() - started;
}

/**
 * Judges mutants of generated messages: nothing but errors of the catalogue may be thrown, none may take longer than
 * LONGEST, and a mutant called valid may state nothing that its signed original did not.
 *
 * @param every called after each thousand, for progress and memory
 */
export async function fuzzSaml(
  seed: number,
  count: number,
  every?: (done: number) => void,
): Promise<FuzzSummary> {
  const random = new SeededRandom(seed);
  const bases = await prepare(seed);
  const findings: Finding[] = [];
  const sum = { valid: 0, invalid: 0, refused: 0, slowest: 0 };
  for (let number = 0; number < count; number += 1) {
    const base = random.pick(bases);
    const input = mutate(base.message.xml, random.pick(bases).message.xml, random);
    const report = (what: string): void => {
      findings.push({ seed, number, what, input });
    };
    const started = performance.now();
    try {
      const { messages } = await judge(input, requestFor(base.message));
      if (messages[0]?.verdict === 'valid') sum.valid += 1;
      else sum.invalid += 1;
      const wrong = judgement(messages, base);
      if (wrong !== undefined) report(wrong);
    } catch (error) {
      sum.refused += 1;
      if (
        !(error instanceof WorkbenchError) ||
        !(error.code in ERROR_CATALOGUE) ||
        error.code === 'ERR_INTERNAL'
      )
        report(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    const took = performance.now() - started;
    sum.slowest = Math.max(sum.slowest, took);
    if (took > LONGEST) {
      const again = await timeOf(input, requestFor(base.message));
      if (again > LONGEST) report(`took ${Math.round(again)} ms`);
    }
    if ((number + 1) % 1_000 === 0) every?.(number + 1);
  }
  return { judged: count, ...sum, findings };
}

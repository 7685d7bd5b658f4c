import type { JudgedAttack, SelfTest } from '../../../shared/core/self-test/judged-attack.ts';

/** What the reader wants to see of the attacks. */
export interface AttackChoice {
  /** Words that must all stand in an attack; empty for all. */
  readonly text: string;
  /** Only this family, or all. */
  readonly family: string | undefined;
  /** Only those that were not refused as they should be. */
  readonly openOnly: boolean;
}

const textOf = ({ name, family, recorded, expected, refusedBy, message }: JudgedAttack): string =>
  [name, family, ...recorded, ...expected, refusedBy ?? '', message ?? ''].join(' ').toLowerCase();

/** @returns the attacks that fit a choice, in their own order */
export function chosenAttacks(attacks: readonly JudgedAttack[], choice: AttackChoice): JudgedAttack[] {
  const words = choice.text.toLowerCase().split(/\s+/).filter(Boolean);
  return attacks.filter((attack) => {
    if (choice.family !== undefined && attack.family !== choice.family) return false;
    if (choice.openOnly && attack.outcome === 'refused') return false;
    const text = words.length === 0 ? '' : textOf(attack);
    return words.every((word) => text.includes(word));
  });
}

/** @returns how many of these were refused as they should be */
export function refusedCount(attacks: readonly JudgedAttack[]): number {
  return attacks.filter(({ outcome }) => outcome === 'refused').length;
}

/** The outcome in one sentence. */
export function summaryOf({ attacks, honest, passed }: SelfTest): string {
  const refused = refusedCount(attacks);
  if (passed) return `All ${refused} attacks were refused; the ${honest.length} honest messages are valid.`;
  const broken = honest.filter(({ verdict }) => verdict !== 'valid').length;
  const sentence = `${refused} of ${attacks.length} attacks were refused as they should be.`;
  return broken === 0
    ? sentence
    : `${sentence} ${broken} of ${honest.length} honest messages were refused too.`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');

/** The outcome as a Markdown document for a ticket or a report. */
export function markdownOf(test: SelfTest, attacks: readonly JudgedAttack[]): string {
  const titles = new Map(test.families.map(({ id, title }) => [id, title]));
  const rows = attacks.map(
    ({ name, family, recorded, outcome, expected, refusedBy }) =>
      `| ${[titles.get(family) ?? family, name, recorded.join(', '), outcome, expected.join(', '), refusedBy ?? ''].map(cell).join(' | ')} |`,
  );
  return [
    '# Self-test of the verifier',
    '',
    summaryOf(test),
    '',
    '| Family | Attack | Recorded as | Outcome | Must be refused by | Refused by |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

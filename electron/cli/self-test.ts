import type { JudgedAttack, SelfTest } from '../../shared/core/self-test/judged-attack.ts';
import { loadAttacks } from '../../shared/core/self-test/load-attacks.ts';
import { runSelfTest } from '../../shared/flows/inspector/self-test.ts';
import { nodeInspectorPorts } from '../compose/inspector-ports.ts';
import { EXIT } from './outcome.ts';
import { type Paint, painter } from './style.ts';
import type { Terminal } from './terminal.ts';

/**
 * `fedbench self-test`: every known attack against the verifier.
 *
 * @returns 0 when each was refused as it should be and the honest messages are valid, else 1
 * @throws WorkbenchError ERR_CANCELLED
 */
export async function selfTestCommand(
  flags: { readonly json?: boolean; readonly all?: boolean },
  terminal: Terminal,
): Promise<number> {
  const test = await runSelfTest(nodeInspectorPorts, await loadAttacks(), terminal.signal);
  terminal.out(
    flags.json === true
      ? `${JSON.stringify(test, null, 2)}\n`
      : text(test, flags.all === true, painter(terminal.colour)),
  );
  return test.passed ? EXIT.yes : EXIT.no;
}

function text(test: SelfTest, all: boolean, paint: Paint): string {
  const lines: string[] = [];
  for (const { id, title, what } of test.families) {
    const attacks = test.attacks.filter(({ family }) => family === id);
    const refused = attacks.filter(({ outcome }) => outcome === 'refused').length;
    const count = `${refused}/${attacks.length}`;
    lines.push(
      `${paint(refused === attacks.length ? 'green' : 'red', count.padStart(7))} ${paint('bold', title)}`,
      `        ${paint('dim', what)}`,
    );
    for (const attack of attacks)
      if (all || attack.outcome !== 'refused') lines.push(attackLine(attack, paint));
  }
  for (const { name, verdict } of test.honest)
    if (verdict !== 'valid') lines.push(`  ${paint('red', 'FAIL')} ${name} is honest, and ${verdict}`);
  const refused = test.attacks.filter(({ outcome }) => outcome === 'refused').length;
  lines.push(
    '',
    test.passed
      ? `All ${refused} attacks were refused; the ${test.honest.length} honest messages are valid.`
      : `${refused} of ${test.attacks.length} attacks were refused as they should be.`,
  );
  return `${lines.join('\n')}\n`;
}

function attackLine(attack: JudgedAttack, paint: Paint): string {
  const { name, outcome, refusedBy, expected, recorded } = attack;
  const known = recorded.length === 0 ? '' : ` (${recorded.join(', ')})`;
  if (outcome === 'refused') return `  ${paint('green', 'pass')} ${name}${known}: ${refusedBy}`;
  const instead = `should be refused by ${expected.join(' or ')}`;
  return outcome === 'accepted'
    ? `  ${paint('red', 'FAIL')} ${name}${known}: accepted, ${instead}`
    : `  ${paint('red', 'FAIL')} ${name}${known}: refused by ${refusedBy ?? 'a check of another kind'}, ${instead}`;
}

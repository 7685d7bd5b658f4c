import { nodeInspectorPorts } from '../../electron/compose/inspector-ports.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../shared/core/inspector/options.ts';
import type { AttackSet, PackedAttack } from '../../shared/core/self-test/attack-set.ts';
import { refusingChecks } from '../../shared/core/self-test/expected-checks.ts';
import { inspect } from '../../shared/flows/inspector/inspect.ts';
import {
  attackSet,
  honestMessages,
  SET_AT,
  SET_DECRYPT,
  SET_TRUST,
  SET_VALUES,
} from '../../test/attacks/attack-set.ts';
import { FAMILIES } from '../../test/attacks/families.ts';
import { TextPacker } from './pack-text.ts';

/** shared/core/self-test/attacks.json: every attack of test/attacks ready-made, with the checks that refuse it. */
export async function selfTestFiles(): Promise<Record<string, string>> {
  const honest = honestMessages();
  const dictionary = honest.map(({ text }) => text).join('\n');
  const packer = new TextPacker(dictionary);
  const attacks: PackedAttack[] = [];
  for (const { text, ...attack } of attackSet()) {
    const options = {
      ...DEFAULT_INSPECT_OPTIONS,
      trust: SET_TRUST,
      decryptKeys: SET_DECRYPT,
      at: SET_AT,
      strict: attack.strict,
    };
    const { messages } = await inspect(nodeInspectorPorts, text, options, new AbortController().signal);
    attacks.push({ ...attack, expected: refusingChecks(messages), text: packer.pack(text) });
  }
  const set: AttackSet = {
    at: SET_AT,
    trust: SET_TRUST,
    decryptKeys: SET_DECRYPT,
    attackerValues: SET_VALUES,
    families: FAMILIES,
    dictionary,
    honest: honest.map(({ name, text }) => ({ name, text: packer.pack(text) })),
    attacks,
  };
  return { 'shared/core/self-test/attacks.json': lineByLine(set) };
}

/** One member a line, and one line for each element of its lists, so that a difference shows what it is about. */
function lineByLine(set: AttackSet): string {
  const members = Object.entries(set).map(([name, value]) => {
    if (!Array.isArray(value)) return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    return `${JSON.stringify(name)}: [\n${value.map((one) => JSON.stringify(one)).join(',\n')}\n]`;
  });
  return `{\n${members.join(',\n')}\n}\n`;
}

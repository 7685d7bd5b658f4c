import { DEFAULT_INSPECT_OPTIONS, type InspectOptions } from '../../core/inspector/options.ts';
import type { InspectedMessage, Verdict } from '../../core/inspector/report.ts';
import type { AttackSet, PackedAttack } from '../../core/self-test/attack-set.ts';
import { refusingChecks } from '../../core/self-test/expected-checks.ts';
import type { JudgedAttack, SelfTest } from '../../core/self-test/judged-attack.ts';
import { type PackedText, unpackText } from '../../core/self-test/packed-text.ts';
import { throwIfCancelled } from './collect.ts';
import { inspect } from './inspect.ts';
import type { InspectorPorts } from './judge-candidates.ts';

/** Attacks between two looks at what else there is to do. */
const BATCH = 5;

/**
 * Holds every attack against the verifier, as it would judge a message that was pasted.
 *
 * @param signal ends the run between two attacks
 * @param progress called after every few attacks
 * @throws WorkbenchError ERR_CANCELLED
 */
export async function runSelfTest(
  ports: InspectorPorts,
  set: AttackSet,
  signal: AbortSignal,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<SelfTest> {
  const judge = (text: PackedText, strict: boolean) => judged(ports, set, text, strict, signal);
  const honest: { name: string; verdict: Verdict }[] = [];
  for (const { name, text } of set.honest) {
    const [message] = await judge(text, false);
    honest.push({ name, verdict: message?.verdict ?? 'invalid' });
  }
  const attacks: JudgedAttack[] = [];
  for (const [position, attack] of set.attacks.entries()) {
    throwIfCancelled(signal);
    attacks.push(outcomeOf(attack, await judge(attack.text, attack.strict), set.attackerValues));
    if (position % BATCH !== BATCH - 1) continue;
    progress(position + 1, set.attacks.length);
    await ports.clock.sleep(0);
  }
  const passed =
    honest.every(({ verdict }) => verdict === 'valid') &&
    attacks.every(({ outcome }) => outcome === 'refused');
  return { families: set.families, honest, attacks, passed };
}

/**
 * One attack as a text to look at, with what it is judged by.
 *
 * @returns undefined where there is none of that name
 */
export function attackToInspect(
  set: AttackSet,
  name: string,
): { readonly text: string; readonly options: InspectOptions } | undefined {
  const attack = set.attacks.find((one) => one.name === name);
  if (attack === undefined) return undefined;
  return { text: unpackText(attack.text, set.dictionary), options: optionsOf(set, attack.strict) };
}

function optionsOf({ trust, decryptKeys, at }: AttackSet, strict: boolean): InspectOptions {
  return { ...DEFAULT_INSPECT_OPTIONS, trust, decryptKeys, at, strict };
}

async function judged(
  ports: InspectorPorts,
  set: AttackSet,
  text: PackedText,
  strict: boolean,
  signal: AbortSignal,
): Promise<readonly InspectedMessage[]> {
  return (await inspect(ports, unpackText(text, set.dictionary), optionsOf(set, strict), signal)).messages;
}

function outcomeOf(
  { text: _text, ...attack }: PackedAttack,
  messages: readonly InspectedMessage[],
  attackerValues: readonly string[],
): JudgedAttack {
  const verdict = messages[0]?.verdict ?? 'unverified';
  const refusing = refusingChecks(messages);
  const expected = refusing.find((id) => attack.expected.includes(id));
  const refusedBy = expected ?? refusing[0];
  const signed = messages.flatMap(({ claims }) => claims.filter((claim) => claim.signed));
  const believed = signed.some(({ values }) => values.some((value) => attackerValues.includes(value)));
  const check = messages
    .flatMap(({ checks }) => checks)
    .find(({ id, status }) => id === refusedBy && status === 'fail');
  return {
    ...attack,
    verdict,
    outcome:
      verdict !== 'invalid' || believed
        ? 'accepted'
        : expected === undefined
          ? 'refused-otherwise'
          : 'refused',
    ...(check === undefined ? {} : { refusedBy: check.id, message: check.message }),
  };
}

import type { LabChoices } from '../../../shared/contract/lab.ts';
import type { FaultRule } from '../../../shared/core/lab/fault-rule.ts';
import type { Scale } from '../../../shared/core/lab/scale.ts';
import { DEFAULT_LAB } from '../../../shared/core/lab/settings.ts';

const { httpsPort, httpPort, rateLimit, settle, timeScale, randomSeed } = DEFAULT_LAB;

/** How a Lab is started unless the user says otherwise. */
export const DEFAULT_CHOICES: LabChoices = {
  seed: 'jogcloud',
  faults: [],
  ...{ httpsPort, httpPort, settle, timeScale, randomSeed },
  ...(rateLimit === undefined ? {} : { rateLimit }),
};

/** Organizations of any size, the same each time. */
export const SCALES: readonly { readonly id: string; readonly label: string; readonly scale?: Scale }[] = [
  { id: 'none', label: 'As the seed says' },
  {
    id: 'small',
    label: '200 people, 30 accounts, 400 assignments more',
    scale: { users: 200, groups: 20, accounts: 30, permissionSets: 12, assignments: 400 },
  },
  {
    id: 'large',
    label: '10,000 people, 500 accounts, 30,000 assignments more',
    scale: { users: 10_000, groups: 500, accounts: 500, permissionSets: 60, assignments: 30_000 },
  },
  {
    id: 'huge',
    label: '50,000 people, 2,000 accounts, 100,000 assignments more',
    scale: { users: 50_000, groups: 1_000, accounts: 2_000, permissionSets: 200, assignments: 100_000 },
  },
];

/** Weather to test in. */
export const FAULT_PRESETS: readonly {
  readonly id: string;
  readonly label: string;
  readonly faults: readonly FaultRule[];
}[] = [
  { id: 'calm', label: 'Nothing goes wrong', faults: [] },
  { id: 'throttling', label: 'Heavy throttling', faults: [{ kind: 'throttle', probability: 0.3 }] },
  {
    id: 'network',
    label: 'A bad network',
    faults: [
      { kind: 'latency', probability: 1, amount: 150 },
      { kind: 'reset', probability: 0.05 },
      { kind: 'error', probability: 0.05 },
    ],
  },
  {
    id: 'slow',
    label: 'Slow, failing assignments',
    faults: [
      { kind: 'slow', probability: 1, amount: 10 },
      { kind: 'failed', probability: 0.1 },
      { kind: 'conflict', probability: 0.1 },
    ],
  },
  { id: 'expired', label: 'Tokens expire early', faults: [{ kind: 'expired-token', probability: 0.2 }] },
];

/** @returns the preset that these rules are, if any */
export function presetOf(faults: readonly FaultRule[]): string | undefined {
  const text = JSON.stringify(faults);
  return FAULT_PRESETS.find((preset) => JSON.stringify(preset.faults) === text)?.id;
}

/** A rule in a few words. */
export function faultText({ kind, probability, amount, service, operation, times }: FaultRule): string {
  const how =
    kind === 'latency'
      ? `${amount ?? 0} ms`
      : kind === 'slow'
        ? `${amount ?? 1} times`
        : `${Math.round(probability * 1000) / 10} %`;
  const where = [service, operation].filter((part) => part !== undefined).join(' ');
  return `${how}${where === '' ? '' : ` of ${where}`}${times === undefined ? '' : `, ${times} at most`}`;
}

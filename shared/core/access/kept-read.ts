import { WorkbenchError } from '../errors/workbench-error.ts';
import type { AccessSnapshot, AwsService } from './model.ts';

/** What a read can leave out. */
export const READ_PARTS = ['details', 'memberships', 'provisioning', 'accountTags'] as const;
export type ReadPart = (typeof READ_PARTS)[number];

/** A complete read as it is kept for later: what was read, what that took, and whose it is. */
export interface KeptRead {
  /** The workspace it was read for; absent where AWS's own environment decided. */
  readonly workspaceId?: string;
  readonly identityId?: string;
  readonly identityName?: string;
  /** What it has besides the assignments. */
  readonly parts: readonly ReadPart[];
  readonly snapshot: AccessSnapshot;
  /** Requests sent, by service. */
  readonly calls: { readonly [Service in AwsService]: number };
  readonly naiveCalls: number;
  readonly setFirstCalls: number;
  readonly detailCalls: number;
  readonly seconds: number;
}

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * @param text a number and a unit: `90s`, `15m`, `2h`, `1d`
 * @returns milliseconds
 * @throws WorkbenchError ERR_USAGE
 */
export function parseAge(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text.trim()) ?? [];
  if (amount !== undefined && unit !== undefined) return Number(amount) * UNITS[unit as keyof typeof UNITS];
  throw new WorkbenchError(
    'ERR_USAGE',
    'command line',
    { option: '--max-age' },
    { message: 'An age is a number with s, m, h or d, such as 15m.' },
  );
}

/** @returns the age of a read in words, to the unit that says enough: `40 s`, `12 min`, `3 h`, `2 days` */
export function ageText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 2 * 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} days`;
}

/**
 * @param maxAge milliseconds
 * @param now epoch milliseconds
 * @returns the youngest read that has all the parts and is young enough; one from the future is not believed
 */
export function youngestFitting(
  kept: readonly KeptRead[],
  parts: readonly ReadPart[],
  maxAge: number,
  now: number,
): KeptRead | undefined {
  return kept
    .filter(({ snapshot: { readAt } }) => readAt <= now && now - readAt <= maxAge)
    .filter((read) => parts.every((part) => read.parts.includes(part)))
    .sort((a, b) => b.snapshot.readAt - a.snapshot.readAt)[0];
}

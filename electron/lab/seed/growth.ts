import type { LabRandom } from '../platform/lab-random.ts';

/** What growing stands on: the same number and moment give the same Lab, whatever else it holds. */
export interface Growth {
  readonly random: LabRandom;
  /** Epoch milliseconds at which everything was made. */
  readonly now: number;
}

/** @returns an id that belongs to a name: another object more or less in the seed changes no other id */
export function idFor(growth: Growth, ...name: readonly string[]): string {
  return growth.random.branch(name.join('\u0000')).uuid();
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

const DAY = 86_400_000;
export const YEAR = 365 * DAY;

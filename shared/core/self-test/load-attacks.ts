import type { AttackSet } from './attack-set.ts';

/** The attacks, loaded when they are asked for: they are large, and nothing else needs them. */
export async function loadAttacks(): Promise<AttackSet> {
  const { default: set } = await import('./attacks.json');
  return set as unknown as AttackSet;
}

import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Lab } from '../../electron/lab/lab.ts';
import { otherSeed } from './other-seed.ts';
import { runningLab } from './running-lab.ts';
import { SEED_CLIENTS } from './seed-clients.ts';

/** A new number each day, so that the days between two releases try many; the name of the test tells which one failed. */
const NUMBERS = [1, Math.floor(Date.now() / 86_400_000)];

describe.each(NUMBERS)('a Lab of the random seed %i serves', (number) => {
  const seed = otherSeed(number);
  let lab: Lab;
  beforeAll(async () => {
    lab = await runningLab({ seed, randomSeed: number });
  });
  afterAll(() => lab.stop());

  it.each(SEED_CLIENTS)('$name', ({ run }) => run(lab, seed));
});

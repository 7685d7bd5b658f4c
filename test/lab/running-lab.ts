import { nodeCrypto } from '../../electron/adapters/crypto/node-crypto.ts';
import { systemClock } from '../../electron/compose/system-clock.ts';
import { systemRandom } from '../../electron/compose/system-random.ts';
import { Lab, type LabParts } from '../../electron/lab/lab.ts';
import { JOGCLOUD } from '../../electron/lab/seed/jogcloud.ts';

/**
 * Starts a Lab on free ports in this process. Rate limits and faults are off and AWS settles at once unless asked for.
 *
 * @returns the Lab; stop it in afterAll
 */
export async function runningLab(parts: Partial<LabParts> = {}): Promise<Lab> {
  const lab = await Lab.create({
    clock: systemClock,
    random: systemRandom,
    crypto: nodeCrypto,
    seed: JOGCLOUD,
    randomSeed: 1,
    settle: 0,
    report: (service, thrown) => console.error(`Lab ${service}:`, thrown),
    ...parts,
  });
  await lab.start({ https: 0, http: 0 });
  return lab;
}

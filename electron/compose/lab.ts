import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { LabSettings } from '../../shared/core/lab/settings.ts';
import { nodeCrypto } from '../adapters/crypto/node-crypto.ts';
import { openFileSource } from '../adapters/files/file-source.ts';
import { JOGCLOUD } from '../lab/seed/jogcloud.ts';
import { parseSeed } from '../lab/seed/parse-seed.ts';
import type { Seed } from '../lab/seed/seed.ts';
import { type ServedLab, serveLab } from '../lab/serve.ts';
import { systemClock } from './system-clock.ts';
import { systemRandom } from './system-random.ts';

const MAX_SEED = 64 * 1024 * 1024;

/**
 * Starts a Lab on this machine's time, randomness and cryptography.
 *
 * @param say is told what a person should know
 * @throws WorkbenchError ERR_INPUT_*, ERR_LAB_SEED, ERR_LAB_PORT_TAKEN, ERR_STORE_*, ERR_USAGE for a scale that cannot be
 */
export async function startLab(settings: LabSettings, say: (sentence: string) => void): Promise<ServedLab> {
  try {
    return await served(settings, say);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    const message = `This Lab cannot be: ${thrown.message}.`;
    throw new WorkbenchError(
      'ERR_USAGE',
      'lab',
      { option: '--scale' },
      { message, hint: 'Ask for less of it.' },
    );
  }
}

async function served(settings: LabSettings, say: (sentence: string) => void): Promise<ServedLab> {
  const { httpsPort, httpPort, stateFolder, caFolder, readyFile } = settings;
  return serveLab({
    parts: {
      clock: systemClock,
      random: systemRandom,
      crypto: nodeCrypto,
      seed: await seedOf(settings.seed),
      randomSeed: settings.randomSeed,
      ...(settings.scale === undefined ? {} : { scale: settings.scale }),
      ...(settings.rateLimit === undefined ? {} : { rateLimit: settings.rateLimit }),
      faults: settings.faults,
      settle: settings.settle,
      timeScale: settings.timeScale,
      report: (service, thrown) =>
        say(`The Lab failed at a request to ${service}: ${thrown instanceof Error ? thrown.stack : thrown}`),
    },
    ports: { https: httpsPort, http: httpPort },
    ...(stateFolder === undefined ? {} : { stateFolder }),
    ...(caFolder === undefined ? {} : { caFolder }),
    ...(readyFile === undefined ? {} : { readyFile }),
    say,
  });
}

async function seedOf(name: string): Promise<Seed> {
  if (name === JOGCLOUD.name) return JOGCLOUD;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (await openFileSource(name)).chunks()) {
    bytes += chunk.length;
    if (bytes > MAX_SEED) break;
    pieces.push(chunk.slice());
  }
  return parseSeed(Buffer.concat(pieces).toString('utf8'), name);
}

import { type Command, InvalidArgumentError } from 'commander';
import { FAULT_KINDS, type FaultRule } from '../../shared/core/lab/fault-rule.ts';
import { LARGEST_SCALE, SCALE_NAMES, type Scale } from '../../shared/core/lab/scale.ts';
import { DEFAULT_LAB, type LabSettings } from '../../shared/core/lab/settings.ts';

/** The flags of `fedbench lab serve` as commander hands them over. */
export interface LabFlags {
  readonly httpsPort: number;
  readonly httpPort: number;
  readonly seed: string;
  readonly scale?: Scale;
  readonly rateLimit: number | 'off';
  readonly faults: readonly FaultRule[];
  readonly settle: number;
  readonly timeScale: number;
  readonly randomSeed: number;
  readonly state?: string;
  readonly readyFile?: string;
}

/** Adds the options that say how a Lab is started. */
export function addLabFlags(command: Command): Command {
  const { httpsPort, httpPort, seed, rateLimit = 'off', settle, timeScale, randomSeed } = DEFAULT_LAB;
  return command
    .option('--https-port <port>', 'first of the TLS ports; 0 takes free ones', portOf, httpsPort)
    .option('--http-port <port>', 'port of everything else; 0 takes a free one', portOf, httpPort)
    .option('--seed <name>', 'jogcloud, or a seed file (.json, .yaml)', given, seed)
    .option('--scale <list>', 'adds generated objects: users=N,groups=N,accounts=N,…', parseScale)
    .option('--rate-limit <tps>', 'requests a second and AWS service, or off', rateLimitOf, rateLimit)
    .option('--faults <list>', 'what goes wrong: throttle=0.05,error=0.02,latency=20ms,…', parseFaults, [])
    .option('--settle <ms>', 'Lab time until an asynchronous AWS operation settles', millisecondsOf, settle)
    .option('--time-scale <n>', 'Lab seconds in one second', timeScaleOf, timeScale)
    .option('--random-seed <n>', 'the number ids, secrets and keys are made from', integerOf, randomSeed)
    .option('--state <folder>', 'keep state and certificate authority there from run to run', given)
    .option('--ready-file <file>', 'also write the ready document there', given);
}

export function settingsOf(flags: LabFlags): LabSettings {
  const { httpsPort, httpPort, seed, faults, settle, timeScale, randomSeed } = flags;
  return {
    ...{ httpsPort, httpPort, seed, faults, settle, timeScale, randomSeed },
    ...(flags.rateLimit === 'off' ? {} : { rateLimit: flags.rateLimit }),
    ...(flags.scale === undefined ? {} : { scale: flags.scale }),
    ...(flags.state === undefined ? {} : { stateFolder: flags.state }),
    ...(flags.readyFile === undefined ? {} : { readyFile: flags.readyFile }),
  };
}

/** A variable that was empty in a script leaves no value, or the next option in its place. */
export function given(value: string): string {
  if (value === '' || value.startsWith('--'))
    throw new InvalidArgumentError('Its value is missing: the next thing on the line is not one.');
  return value;
}

function whole(value: string, least: number, most: number, what: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most)
    throw new InvalidArgumentError(`Give ${what}, ${least} to ${most}.`);
  return number;
}

const portOf = (value: string): number => whole(value, 0, 65_535, 'a port');
const integerOf = (value: string): number => whole(value, 0, 2 ** 32 - 1, 'a whole number');
const millisecondsOf = (value: string): number => whole(value, 0, 86_400_000, 'milliseconds');

function rateLimitOf(value: string): number | 'off' {
  return value === 'off' ? value : whole(value, 1, 1_000_000, 'requests a second, or off');
}

function timeScaleOf(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0.001 && number <= 100_000))
    throw new InvalidArgumentError(
      'Give a number from 0.001 to 100000: 60 makes a minute of waiting a second.',
    );
  return number;
}

/** @returns name and value of each part of `a=1,b=2` */
function pairs(value: string): readonly (readonly [name: string, value: string])[] {
  return value.split(',').map((part) => {
    const [, name, text] = /^([\w-]+)=(.+)$/.exec(part.trim()) ?? [];
    if (name === undefined || text === undefined)
      throw new InvalidArgumentError(`"${part}" is not of the form name=value.`);
    return [name, text] as const;
  });
}

/** @throws InvalidArgumentError naming what is not of `users=10000,groups=500` */
function parseScale(value: string): Scale {
  const scale = { users: 0, groups: 0, accounts: 0, permissionSets: 0, assignments: 0 };
  for (const [name, text] of pairs(value)) {
    const known = SCALE_NAMES.find((one) => one === name);
    if (known === undefined)
      throw new InvalidArgumentError(`There is no ${name}; there are ${SCALE_NAMES.join(', ')}.`);
    scale[known] = whole(text, 0, LARGEST_SCALE[known], `${name} as a whole number`);
  }
  return scale;
}

/** @throws InvalidArgumentError naming what is not of `throttle=0.05,latency=20ms` */
export function parseFaults(value: string): readonly FaultRule[] {
  return pairs(value).map(([name, text]): FaultRule => {
    const kind = FAULT_KINDS.find((one) => one === name);
    if (kind === undefined)
      throw new InvalidArgumentError(`There is no fault ${name}; there are ${FAULT_KINDS.join(', ')}.`);
    if (kind === 'latency') {
      const amount = whole(text.replace(/ms$/, ''), 0, 60_000, 'latency in milliseconds');
      return { kind, probability: 1, amount };
    }
    const number = Number(text);
    if (kind === 'slow') {
      if (!(number >= 1 && number <= 10_000)) throw new InvalidArgumentError('slow is a factor, 1 to 10000.');
      return { kind, probability: 1, amount: number };
    }
    if (!(number >= 0 && number <= 1))
      throw new InvalidArgumentError(`${name} is a fraction of the requests, 0 to 1.`);
    return { kind, probability: number };
  });
}

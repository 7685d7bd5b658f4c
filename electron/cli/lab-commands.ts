import { type Command, InvalidArgumentError } from 'commander';
import type { ControlFlags, RequestFlags } from './lab-control.ts';
import { addLabFlags, given, type LabFlags, parseFaults } from './lab-flags.ts';
import type { Terminal } from './terminal.ts';

type Run = (work: () => Promise<number>) => Promise<void>;

/** Adds `fedbench lab` with everything below it. */
export function addLabCommands(program: Command, terminal: Terminal, run: Run): void {
  const lab = program
    .command('lab')
    .description('the clouds in a box: Entra, AD FS and AWS on this machine, for trials and tests');
  addLabFlags(lab.command('serve').description('run a Lab until Ctrl+C or SIGTERM'))
    .option('--json', 'on failure, print one JSON document')
    .action((flags: LabFlags) =>
      run(async () => (await import('./lab-serve.ts')).labServeCommand(flags, terminal)),
    );
  lab
    .command('tour')
    .description('a walk through a Lab, each answer judged; starts one unless --lab names one')
    .option('--lab <file>', 'ready file of a Lab that runs; without it FEDBENCH_LAB names it', given)
    .action((flags: ControlFlags) =>
      run(async () => (await import('./lab-tour.ts')).labTourCommand(flags, terminal)),
    );
  toRunning(lab.command('status').description('tell what a running Lab is and where')).action(
    (flags: ControlFlags) =>
      run(async () => (await import('./lab-control.ts')).labStatusCommand(flags, terminal)),
  );
  toRunning(lab.command('reset').description('take a running Lab back to its seed')).action(
    (flags: ControlFlags) =>
      run(async () => (await import('./lab-control.ts')).labResetCommand(flags, terminal)),
  );
  toRunning(
    lab
      .command('people')
      .description('who can sign in, with passwords and the one-time codes of now')
      .argument('[search]', 'part of a name'),
  ).action((search: string | undefined, flags: ControlFlags) =>
    run(async () => (await import('./lab-control.ts')).labPeopleCommand(search, flags, terminal)),
  );
  toRunning(lab.command('requests').description('the latest requests to a running Lab'))
    .option('--limit <n>', 'how many', limitOf, 100)
    .option('--service <name>', 'of one service only', given)
    .option('--follow', 'go on with those that come')
    .option('--har', 'as an HTTP Archive')
    .action((flags: RequestFlags) =>
      run(async () => (await import('./lab-control.ts')).labRequestsCommand(flags, terminal)),
    );
  toRunning(
    lab
      .command('faults')
      .description('show or set what goes wrong on purpose')
      .argument('[list]', 'throttle=0.05,error=0.02,latency=20ms,… or none', faultsOf),
  ).action((rules: ReturnType<typeof faultsOf> | undefined, flags: ControlFlags) =>
    run(async () => (await import('./lab-control.ts')).labFaultsCommand(rules, flags, terminal)),
  );
  toRunning(
    lab
      .command('signatures')
      .description('tell or set whether AWS computes the signature of each request')
      .argument('[check]', 'on or off', checkOf),
  ).action((check: boolean | undefined, flags: ControlFlags) =>
    run(async () => (await import('./lab-control.ts')).labSignaturesCommand(check, flags, terminal)),
  );
}

function checkOf(value: string): boolean {
  if (value !== 'on' && value !== 'off') throw new InvalidArgumentError('Give on or off.');
  return value === 'on';
}

function toRunning(command: Command): Command {
  return command
    .option('--lab <file>', 'ready file of the Lab; without it FEDBENCH_LAB names it', given)
    .option('--json', 'print one JSON document');
}

const faultsOf = (value: string) => (value === 'none' ? [] : parseFaults(value));

function limitOf(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > 10_000)
    throw new InvalidArgumentError('Give a whole number, 1 to 10000.');
  return number;
}

import { Command, CommanderError } from 'commander';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { addAccessCommands } from './access-commands.ts';
import { addConnectionCommands } from './connection-commands.ts';
import type { HandOnFlags } from './inspect.ts';
import { addInspectFlags, type InspectFlags } from './inspect-flags.ts';
import { addLabCommands } from './lab-commands.ts';
import { EXIT, printFailure } from './outcome.ts';
import type { Terminal } from './terminal.ts';

interface Json {
  readonly json?: boolean;
}

/**
 * Runs `fedbench` once.
 *
 * @param args what stands behind the command's name
 * @param version as `--version` prints it
 * @returns the exit status (docs/cli.md)
 */
export async function runProgram(
  args: readonly string[],
  version: string,
  terminal: Terminal,
): Promise<number> {
  let status: number = EXIT.yes;
  const run = async (work: () => Promise<number>): Promise<void> => {
    status = await work();
  };
  const json = args.includes('--json');
  const program = buildProgram(version, terminal, run);
  try {
    if (args.every((arg) => arg === '--json')) {
      if (json)
        throw new WorkbenchError('ERR_USAGE', 'command line', {}, { message: 'No command was named.' });
      program.outputHelp();
      return status;
    }
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (thrown) {
    if (terminal.signal.aborted)
      return printFailure(new WorkbenchError('ERR_CANCELLED', 'command line', {}), json, terminal);
    if (!(thrown instanceof CommanderError)) return printFailure(thrown, json, terminal);
    if (thrown.exitCode === 0) return EXIT.yes;
    return printFailure(usageError(thrown), json, terminal);
  }
}

function buildProgram(
  version: string,
  terminal: Terminal,
  run: (work: () => Promise<number>) => Promise<void>,
): Command {
  // Each command's code is loaded when it is called, so that --help answers at once.
  const program = new Command('fedbench')
    .description(
      'Set up and test identity federation, and learn what is wrong with a SAML message or a token.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => terminal.columns,
      getOutHasColors: () => terminal.colour,
    })
    .showSuggestionAfterError();
  addInspectFlags(
    program
      .command('inspect')
      .description('judge every token and message in a file or standard input')
      .argument('[file]', 'a file, or - for standard input'),
  )
    .option('--redact', 'replace names, ids, addresses, keys and times, equal ones by equal ones')
    .option('--evidence <file>', 'write the verdicts with the messages to a .md, .html or .json file')
    .option('--force', 'replace that file')
    .option('--json', 'print one JSON document')
    .action((file: string | undefined, flags: InspectFlags & HandOnFlags) =>
      run(async () => (await import('./inspect.ts')).inspectCommand(file, flags, terminal, version)),
    );
  addInspectFlags(
    program
      .command('diff')
      .description('compare two messages claim by claim, ids and times apart')
      .argument('<a>', 'a file, or - for standard input; FILE#2 takes its second message')
      .argument('<b>', 'a file, or - for standard input'),
  )
    .option('--all', 'list ids, times and equal values too')
    .option('--json', 'print one JSON document')
    .action((a: string, b: string, flags: InspectFlags & Json & { all?: boolean }) =>
      run(async () => (await import('./diff.ts')).diffCommand(a, b, flags, terminal)),
    );
  addAccessCommands(program, terminal, run);
  program
    .command('samples')
    .description('judge the built-in samples: what the tool does, on a machine with nothing set up')
    .option('--json', 'print one JSON document')
    .action((flags: Json) => run(async () => (await import('./samples.ts')).samplesCommand(flags, terminal)));
  program
    .command('self-test')
    .description('hold every known attack against the verifier; 1 when one is not refused as it should be')
    .option('--all', 'list every attack, also those that were refused')
    .option('--json', 'print one JSON document')
    .action((flags: Json & { all?: boolean }) =>
      run(async () => (await import('./self-test.ts')).selfTestCommand(flags, terminal)),
    );
  addConnectionCommands(program, terminal, run);
  addLabCommands(program, terminal, run);
  return program;
}

function usageError(thrown: CommanderError): WorkbenchError {
  const message = thrown.message.replace(/^error: /, '').replace(/\n\((.*)\)$/, ' $1');
  return new WorkbenchError(
    'ERR_USAGE',
    'command line',
    {},
    { message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`.replace(/([.?!])\.$/, '$1') },
  );
}

import { runProgram } from '../../electron/cli/program.ts';
import type { Terminal } from '../../electron/cli/terminal.ts';

/** What one run of `fedbench` left behind. */
export interface CliRun {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

export interface CliWorld {
  /** What stands in standard input; absent means a terminal nobody types into. */
  readonly stdin?: string | Uint8Array;
  readonly signal?: AbortSignal;
  readonly colour?: boolean;
}

/** Runs the command line in this process, on a terminal that only writes down. */
export async function runCli(args: readonly string[], world: CliWorld = {}): Promise<CliRun> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    stdin: stdinOf(world.stdin),
    out: (text) => {
      out += text;
    },
    note: (text) => {
      err += `${text}\n`;
    },
    colour: world.colour === true,
    columns: 100,
    signal: world.signal ?? new AbortController().signal,
  };
  const exit = await runProgram(args, '0.0.0-test', terminal);
  return { exit, out, err };
}

/** @returns the one JSON document that a run with --json printed */
export function documentOf(run: CliRun): unknown {
  return JSON.parse(run.out);
}

function stdinOf(content: string | Uint8Array | undefined): Terminal['stdin'] {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    isTTY: content === undefined,
    async *[Symbol.asyncIterator]() {
      if (bytes !== undefined && bytes.length > 0) yield bytes;
    },
  };
}

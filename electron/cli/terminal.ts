/** What a command may do with the world around it; a test hands in its own. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  /** @param text goes to standard output as it is */
  out(text: string): void;
  /** @param text a line for standard error */
  note(text: string): void;
  readonly colour: boolean;
  /** Characters a line of readable text may have. */
  readonly columns: number;
  /** Aborts on Ctrl+C and SIGTERM. */
  readonly signal: AbortSignal;
}

const WIDEST = 120;
const NARROWEST = 60;

/** The process's own streams; colour only on a terminal, and not where NO_COLOR (no-color.org) is set. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stdin, stdout, stderr, env } = process;
  return {
    stdin,
    out: (text) => void stdout.write(text),
    note: (text) => void stderr.write(`${text}\n`),
    colour: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb',
    columns: Math.max(NARROWEST, Math.min(WIDEST, stdout.columns ?? 100)),
    signal,
  };
}

/** What every code of the catalogue carries besides its name. */
export interface CatalogueEntry {
  /** One sentence in the reader's words: what happened. */
  readonly title: string;
  /** The one next step. */
  readonly advice: string;
  /** Exit status of the command line (see docs/cli.md): 1 the answer is no, 2 bad input or usage, 3 unreachable, 130 cancelled. */
  readonly exit: 1 | 2 | 3 | 130;
  /** True where the very same request may succeed later. */
  readonly retryable: boolean;
}

/** One entry of the catalogue, short to write. */
export const entry = (
  title: string,
  advice: string,
  exit: CatalogueEntry['exit'],
  retryable = false,
): CatalogueEntry => ({
  title,
  advice,
  exit,
  retryable,
});

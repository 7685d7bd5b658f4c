/** One contender of a bench: does the whole job once over all inputs. */
export interface Contender {
  readonly name: string;
  run(): void | Promise<void>;
}

export interface BenchResult {
  readonly name: string;
  /** Jobs per second, median of the rounds. */
  readonly perSecond: number;
  readonly slowest: number;
  readonly fastest: number;
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Runs the contenders in turn, round after round, so that a busy machine is busy for all of them.
 *
 * @param jobs how many jobs one run does
 */
export async function interleave(
  contenders: readonly Contender[],
  jobs: number,
  rounds = 5,
): Promise<BenchResult[]> {
  for (const contender of contenders) await contender.run();
  const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const contender of contenders) {
      const started = performance.now();
      await contender.run();
      rates.get(contender.name)?.push((jobs * 1_000) / (performance.now() - started));
    }
  return contenders.map(({ name }) => {
    const sorted = (rates.get(name) ?? []).toSorted((a, b) => a - b);
    return { name, perSecond: median(sorted), slowest: sorted[0] ?? 0, fastest: sorted.at(-1) ?? 0 };
  });
}

/** A table of the rates, with how many times the first contender's each is. */
export function ratioTable(unit: string, results: readonly BenchResult[]): string {
  const ours = results[0]?.perSecond ?? 0;
  const rows = results.map((result) => [
    result.name,
    Math.round(result.perSecond).toString(),
    `${Math.round(result.slowest)} to ${Math.round(result.fastest)}`,
    `${(ours / result.perSecond).toFixed(2)}x`,
  ]);
  const all = [['', unit, 'range', 'ours is'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

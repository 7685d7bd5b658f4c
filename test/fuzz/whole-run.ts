import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { keepFindings } from './findings.ts';
import { numberOption } from './options.ts';
import type { FuzzSummary } from './saml-run.ts';

const COUNT = 200_000;
const MEBIBYTE = 1024 * 1024;
/** Growth of the heap between the first tenth and the end that still counts as flat. */
const FLAT = 16 * MEBIBYTE;

/**
 * Runs a fuzzer with `[--seed N] [--count N]`, watches the heap, and prints what came out.
 *
 * @param name of the run, for its files and lines
 * @param run judges that many mutants of a seed
 * @returns false when there was a finding, or memory grew
 */
export async function fuzzAndReport(
  name: string,
  args: readonly string[],
  run: (seed: number, count: number, every: (done: number) => void) => Promise<FuzzSummary>,
): Promise<boolean> {
  const seed = numberOption(args, '--seed', Date.now() % 1_000_000_007);
  const count = numberOption(args, '--count', COUNT);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap: number[] = [];
  console.log(`${name}: ${count} mutations from seed ${seed}`);
  const started = performance.now();
  const summary = await run(seed, count, (done) => {
    if (done % Math.max(1_000, Math.floor(count / 10_000) * 1_000) !== 0) return;
    collect();
    heap.push(process.memoryUsage().heapUsed);
  });
  const early = heap[0] ?? 0;
  const late = heap.at(-1) ?? 0;
  const seconds = (performance.now() - started) / 1_000;
  const { judged, valid, invalid, refused, slowest, findings } = summary;
  console.log(
    `${judged} judged in ${seconds.toFixed(0)} s: ${valid} valid, ${invalid} not, ${refused} refused as input`,
  );
  console.log(
    `slowest ${slowest.toFixed(0)} ms; heap ${(early / MEBIBYTE).toFixed(1)} MiB at the first tenth, ${(late / MEBIBYTE).toFixed(1)} MiB at the end`,
  );
  for (const line of keepFindings(name, findings)) console.log(line);
  const flat = late - early < FLAT;
  if (!flat) console.log('memory is not flat');
  return flat && findings.length === 0;
}

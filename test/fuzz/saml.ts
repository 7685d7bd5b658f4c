import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { keepFindings } from './findings.ts';
import { numberOption } from './options.ts';
import { fuzzSaml } from './saml-run.ts';

const COUNT = 200_000;
const MEBIBYTE = 1024 * 1024;
/** Growth of the heap between the first tenth and the end that still counts as flat. */
const FLAT = 16 * MEBIBYTE;

/**
 * `npm run fuzz -- saml [--seed N] [--count N]`
 *
 * @returns false when there was a finding, or memory grew
 */
export async function fuzz(args: readonly string[]): Promise<boolean> {
  const seed = numberOption(args, '--seed', Date.now() % 1_000_000_007);
  const count = numberOption(args, '--count', COUNT);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap: number[] = [];
  console.log(`saml: ${count} mutations from seed ${seed}`);
  const started = performance.now();
  const summary = await fuzzSaml(seed, count, (done) => {
    if (done % Math.max(1_000, Math.floor(count / 10_000) * 1_000) !== 0) return;
    collect();
    heap.push(process.memoryUsage().heapUsed);
  });
  const early = heap[0] ?? 0;
  const late = heap.at(-1) ?? 0;
  const seconds = (performance.now() - started) / 1_000;
  console.log(
    `${summary.judged} judged in ${seconds.toFixed(0)} s: ${summary.valid} valid, ${summary.invalid} not, ${summary.refused} refused as input`,
  );
  console.log(
    `slowest ${summary.slowest.toFixed(0)} ms; heap ${(early / MEBIBYTE).toFixed(1)} MiB at the first tenth, ${(late / MEBIBYTE).toFixed(1)} MiB at the end`,
  );
  for (const line of keepFindings('saml', summary.findings)) console.log(line);
  const flat = late - early < FLAT;
  if (!flat) console.log('memory is not flat');
  return flat && summary.findings.length === 0;
}

import { readFileSync, statSync } from 'node:fs';
import { openFileSource } from '../../electron/adapters/files/file-source.ts';
import { nodeInspectorPorts } from '../../electron/compose/inspector-ports.ts';
import { DEFAULT_INSPECT_OPTIONS } from '../../shared/core/inspector/options.ts';
import { type Collected, collect } from '../../shared/flows/inspector/collect.ts';
import { HeldInspection } from '../../shared/flows/inspector/held-inspection.ts';
import { writeCapture } from './capture-file.ts';

const GOAL = 1;
const SHAPE = { seed: 2026, saml: 1000, jwts: 1000 };
const MEGABYTE = 1_000_000;

const never = new AbortController().signal;
const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly value: T; readonly took: number }> {
  const began = performance.now();
  const value = await work();
  return { value, took: performance.now() - began };
}

/** Finds the messages of the capture. @returns them, and by how many bytes the process grew meanwhile */
async function scan(path: string): Promise<{ readonly collected: Collected; readonly growth: number }> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const collected = await collect(nodeInspectorPorts, await openFileSource(path), never, () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  });
  return { collected, growth: peak - before };
}

function countKinds({ found }: Collected): { readonly saml: number; readonly jwts: number } {
  const saml = found.filter(({ candidate }) => candidate.family === 'xml').length;
  return { saml, jwts: found.length - saml };
}

/**
 * Finds all messages of a large HAR, against `JSON.parse` on the same file, which has found nothing yet when it is done.
 *
 * @param args megabytes of the capture (300) and rounds (5)
 * @returns false where a message was missed or the goal
 */
export async function bench(args: readonly string[]): Promise<boolean> {
  const [megabytes = 300, rounds = 5] = args.map(Number);
  const { path, remove } = writeCapture({ ...SHAPE, bytes: megabytes * MEGABYTE });
  try {
    console.log(
      `a HAR of ${(statSync(path).size / MEGABYTE).toFixed(0)} MB with ${SHAPE.saml} SAML messages and ${SHAPE.jwts} JWTs`,
    );
    // First of all, while nothing else has made the process large.
    const first = await scan(path);
    const counts = countKinds(first.collected);
    const all = counts.saml === SHAPE.saml && counts.jwts === SHAPE.jwts;
    console.log(`found    ${counts.saml} SAML messages, ${counts.jwts} JWTs`);
    console.log(`memory   grew by ${(first.growth / MEGABYTE).toFixed(0)} MB at most while it was read`);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push((await timed(() => scan(path))).took);
      theirs.push((await timed(() => Object.keys(JSON.parse(readFileSync(path, 'utf8'))).length)).took);
    }
    for (const [name, times] of [
      ['scan', ours],
      ['JSON', theirs],
    ] as const) {
      const range = `${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}`;
      console.log(`${name.padEnd(8)} ${median(times).toFixed(0).padStart(5)} ms, ${range}`);
    }
    const ratio = median(ours) / median(theirs);
    console.log(
      `ratio    ${ratio.toFixed(2)}x of JSON.parse, goal <= ${GOAL}x, ${rounds} interleaved rounds`,
    );
    const source = await openFileSource(path);
    const judged = await timed(() =>
      HeldInspection.of(
        nodeInspectorPorts,
        source,
        DEFAULT_INSPECT_OPTIONS,
        never,
        () => undefined,
        first.collected,
      ),
    );
    console.log(
      `judging  ${judged.took.toFixed(0).padStart(5)} ms for ${judged.value.rows.length} messages, nested ones included`,
    );
    return all && ratio <= GOAL;
  } finally {
    remove();
  }
}

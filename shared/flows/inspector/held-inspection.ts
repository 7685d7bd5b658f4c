import type { InspectOptions } from '../../core/inspector/options.ts';
import { type InspectedMessage, type MessageRow, rowOf, type Verdict } from '../../core/inspector/report.ts';
import type { ByteSource } from '../../ports/byte-source.ts';
import { type Collected, collect, type InspectProgress } from './collect.ts';
import { judgeCollected } from './inspect-source.ts';
import { type InspectorPorts, Judge } from './judge-candidates.ts';

/**
 * The verdicts on a whole capture, small enough to keep: of each message a row, and what it was judged from. The full report
 * of one is made again when it is asked for, at the same moment and with the same options, so that it is the same.
 */
export class HeldInspection {
  readonly rows: readonly MessageRow[];
  readonly collected: Collected;
  readonly #judge: Judge;
  /** For each row, in which candidate's messages it stands; those that speak of the capture itself are kept whole. */
  readonly #places: readonly (number | InspectedMessage)[];

  private constructor(
    collected: Collected,
    judge: Judge,
    rows: readonly MessageRow[],
    places: readonly (number | InspectedMessage)[],
  ) {
    this.collected = collected;
    this.#judge = judge;
    this.rows = rows;
    this.#places = places;
  }

  /**
   * Reads a source and judges what is in it.
   *
   * @param known what the same source gave before, so that new options need no new reading
   * @throws WorkbenchError ERR_INPUT_*, ERR_KEY_*, ERR_CANCELLED
   */
  static async of(
    ports: InspectorPorts,
    source: ByteSource,
    options: InspectOptions,
    signal: AbortSignal,
    progress: (progress: InspectProgress) => void,
    known?: Collected,
  ): Promise<HeldInspection> {
    const now = options.at ?? ports.clock.now();
    const judge = new Judge(ports, { ...options, at: now });
    const collected = known ?? (await collect(ports, source, signal, progress));
    const rows: MessageRow[] = [];
    const places: (number | InspectedMessage)[] = [];
    let candidate = 0;
    for await (const judged of judgeCollected(ports, judge, collected, options, signal, progress)) {
      const known = candidate < collected.found.length;
      for (const message of judged) {
        rows.push(rowOf(message));
        places.push(known ? candidate : message);
      }
      candidate += 1;
    }
    return new HeldInspection(collected, judge, rows, places);
  }

  /** How many messages of each verdict there are. */
  counts(): Readonly<Record<Verdict, number>> {
    const counts = { valid: 0, invalid: 0, unverified: 0 };
    for (const { verdict } of this.rows) counts[verdict] += 1;
    return counts;
  }

  /** The full report of one row, or undefined where there is no such row. */
  message(index: number): InspectedMessage | undefined {
    const place = this.#places[index];
    if (typeof place !== 'number') return place;
    const start = this.#places.indexOf(place);
    const { candidate, origin } = this.collected.found[place] ?? {};
    const message = candidate === undefined ? undefined : this.#judge.judge(candidate, start)[index - start];
    return message === undefined || origin === undefined ? message : { ...message, origin };
  }
}

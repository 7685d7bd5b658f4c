import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import type { InspectOptions } from '../../shared/core/inspector/options.ts';
import type { InspectedMessage, MessageRow, Verdict } from '../../shared/core/inspector/report.ts';
import {
  type Collected,
  type InspectProgress,
  throwIfCancelled,
} from '../../shared/flows/inspector/collect.ts';
import { HeldInspection } from '../../shared/flows/inspector/held-inspection.ts';
import type { InspectorPorts } from '../../shared/flows/inspector/judge-candidates.ts';
import type { ByteSource } from '../../shared/ports/byte-source.ts';

interface Held {
  readonly resultId: string;
  readonly inspection: HeldInspection;
  readonly version: string | undefined;
}

/** The file that was inspected last; the one before it is forgotten. */
export class HeldInspections {
  readonly #ports: InspectorPorts;
  readonly #open: (path: string) => Promise<ByteSource>;
  readonly #newId: () => string;
  #held: Held | undefined;

  constructor(ports: InspectorPorts, open: (path: string) => Promise<ByteSource>, newId: () => string) {
    this.#ports = ports;
    this.#open = open;
    this.#newId = newId;
  }

  /**
   * Judges a file and keeps the outcome. The same unchanged file is judged with new options without being read again.
   *
   * @throws WorkbenchError ERR_INPUT_*, ERR_KEY_*, ERR_CANCELLED
   */
  async inspect(
    path: string,
    options: InspectOptions,
    signal: AbortSignal,
    progress: (progress: InspectProgress) => void,
  ): Promise<{
    readonly resultId: string;
    readonly count: number;
    readonly verdicts: Readonly<Record<Verdict, number>>;
  }> {
    const source = await this.#open(path);
    const known =
      source.version !== undefined && this.#held?.version === source.version
        ? this.#held.inspection.collected
        : undefined;
    // What a new file would push out goes before its messages come, so that two never lie in memory together.
    if (known === undefined) this.#held = undefined;
    const inspection = await HeldInspection.of(this.#ports, source, options, signal, progress, known);
    // A run that was cancelled in its last step must not push out the one that took its place.
    throwIfCancelled(signal);
    const resultId = this.#newId();
    this.#held = { resultId, inspection, version: source.version };
    return { resultId, count: inspection.rows.length, verdicts: inspection.counts() };
  }

  /** @throws WorkbenchError ERR_JOB_UNKNOWN where another file has taken its place */
  rows(resultId: string, from: number, count: number): readonly MessageRow[] {
    return this.#find(resultId).rows.slice(from, from + count);
  }

  /** @throws WorkbenchError ERR_JOB_UNKNOWN where another file has taken its place, or there is no such message */
  message(resultId: string, index: number): InspectedMessage {
    const message = this.#find(resultId).message(index);
    if (message === undefined) throw unknownResult(resultId);
    return message;
  }

  /** @throws WorkbenchError ERR_JOB_UNKNOWN where another file has taken its place */
  collected(resultId: string): Collected {
    return this.#find(resultId).collected;
  }

  #find(resultId: string): HeldInspection {
    if (this.#held?.resultId !== resultId) throw unknownResult(resultId);
    return this.#held.inspection;
  }
}

function unknownResult(jobId: string): WorkbenchError {
  return new WorkbenchError(
    'ERR_JOB_UNKNOWN',
    'worker',
    { jobId },
    { message: 'The messages of this file are no longer kept.', hint: 'Open the file again.' },
  );
}

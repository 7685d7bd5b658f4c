import type { FaultRule } from './fault-rule.ts';
import type { Scale } from './scale.ts';

/** How a Lab is started, from the terminal and the window alike. */
export interface LabSettings {
  /** First of the TLS ports; 0 takes free ones. */
  readonly httpsPort: number;
  readonly httpPort: number;
  /** `jogcloud`, or the path of a seed file. */
  readonly seed: string;
  readonly scale?: Scale;
  /** Requests a second and bucket; absent switches rate limits off. */
  readonly rateLimit?: number;
  readonly faults: readonly FaultRule[];
  /** Milliseconds of the Lab's time until an asynchronous AWS operation settles. */
  readonly settle: number;
  /** Lab seconds in one second. */
  readonly timeScale: number;
  readonly randomSeed: number;
  readonly stateFolder?: string;
  /** An existing folder for the authority's certificate; it stays after the end. */
  readonly caFolder?: string;
  readonly readyFile?: string;
}

/** What a Lab does where nothing is said. */
export const DEFAULT_LAB: LabSettings = {
  httpsPort: 7443,
  httpPort: 7480,
  seed: 'jogcloud',
  rateLimit: 20,
  faults: [],
  settle: 1_000,
  timeScale: 1,
  randomSeed: 1,
};

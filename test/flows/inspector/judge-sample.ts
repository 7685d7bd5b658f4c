import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import { DEFAULT_INSPECT_OPTIONS, type InspectOptions } from '../../../shared/core/inspector/options.ts';
import type { InspectedMessage } from '../../../shared/core/inspector/report.ts';
import { inspect } from '../../../shared/flows/inspector/inspect.ts';
import type { Clock } from '../../../shared/ports/clock.ts';

/** 23 November 2026, 08:00 UTC. */
export const NOW = Date.UTC(2026, 10, 23, 8);

const clock: Clock = { now: () => NOW, sleep: () => Promise.resolve() };

/** Has the product's own flow judge an input at a standing clock. */
export async function judgeSample(sample: {
  readonly input: string | Uint8Array;
  readonly options?: Partial<InspectOptions>;
}): Promise<readonly InspectedMessage[]> {
  const options = { ...DEFAULT_INSPECT_OPTIONS, ...sample.options };
  const report = await inspect(
    { crypto: nodeCrypto, clock },
    sample.input,
    options,
    new AbortController().signal,
  );
  return report.messages;
}

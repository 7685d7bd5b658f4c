import { nodeCrypto } from '../../electron/adapters/crypto/node-crypto.ts';
import { DEFAULT_INSPECT_OPTIONS, type InspectOptions } from '../../shared/core/inspector/options.ts';
import { recognise } from '../../shared/core/inspector/recognise.ts';
import type { InspectedMessage } from '../../shared/core/inspector/report.ts';
import { Judge } from '../../shared/flows/inspector/judge-candidates.ts';

/** Recognises and judges any input with the flow's own judge, at `options.at`. */
export function judgeAll(input: string | Uint8Array, options: Partial<InspectOptions>): InspectedMessage[] {
  const clock = { now: () => 0, sleep: () => Promise.resolve() };
  const judge = new Judge({ crypto: nodeCrypto, clock }, { ...DEFAULT_INSPECT_OPTIONS, ...options });
  const messages: InspectedMessage[] = [];
  for (const candidate of recognise(input, nodeCrypto))
    messages.push(...judge.judge(candidate, messages.length));
  return messages;
}

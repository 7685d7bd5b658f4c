import { nodeCrypto } from '../../electron/adapters/crypto/node-crypto.ts';
import {
  DEFAULT_INSPECT_OPTIONS,
  type GivenKey,
  type InspectOptions,
} from '../../shared/core/inspector/options.ts';
import type { InspectedMessage, InspectReport } from '../../shared/core/inspector/report.ts';
import { inspect } from '../../shared/flows/inspector/inspect.ts';
import type { Clock } from '../../shared/ports/clock.ts';

/** What a test gives to have a message judged; the rest stays at the product's defaults. */
export interface JudgeRequest {
  readonly certificates?: readonly string[];
  readonly decryptKeys?: readonly string[];
  /** Epoch milliseconds. */
  readonly at?: number;
  readonly expect?: InspectOptions['expect'];
  readonly strict?: boolean;
  readonly profile?: InspectOptions['profile'];
}

const stoppedClock: Clock = { now: () => 0, sleep: () => Promise.resolve() };

function given(kind: GivenKey['kind'], texts: readonly string[] = []): GivenKey[] {
  return texts.map((text) => ({ kind, text }));
}

/** Has the product judge what was pasted, through the flow that the command line and the window call. */
export function judge(input: string | Uint8Array, request: JudgeRequest = {}): Promise<InspectReport> {
  const options: InspectOptions = {
    ...DEFAULT_INSPECT_OPTIONS,
    trust: given('certificate', request.certificates),
    decryptKeys: given('key', request.decryptKeys),
    ...(request.at === undefined ? {} : { at: request.at }),
    expect: request.expect ?? {},
    strict: request.strict ?? false,
    profile: request.profile ?? 'generic',
  };
  return inspect({ crypto: nodeCrypto, clock: stoppedClock }, input, options, new AbortController().signal);
}

/** The verdict on the outermost message. */
export async function judgeOne(
  input: string | Uint8Array,
  request: JudgeRequest = {},
): Promise<InspectedMessage> {
  const report = await judge(input, request);
  const [first] = report.messages;
  if (first === undefined) throw new Error('nothing was judged');
  return first;
}

/** Ids of the checks that failed, in the order of the verdict. */
export function failures(message: InspectedMessage): string[] {
  return message.checks.filter((check) => check.status === 'fail').map((check) => check.id);
}

/** Everything of a message that a reader may take for a fact about somebody. */
export function statements(message: InspectedMessage): string {
  const { claims, subject, issuer, audiences } = message;
  return JSON.stringify({
    claims: claims.map(({ name, values }) => ({ name, values })),
    subject,
    issuer,
    audiences,
  });
}

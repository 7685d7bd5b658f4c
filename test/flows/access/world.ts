import { nodeCrypto } from '../../../electron/adapters/crypto/node-crypto.ts';
import type { AccessSnapshot } from '../../../shared/core/access/model.ts';
import { AwsCalls, type CallOptions } from '../../../shared/flows/access/aws-calls.ts';
import type { AccessPorts } from '../../../shared/flows/access/ports.ts';
import { MemoryIdentityCenter, type MemoryOptions } from './memory-identity-center.ts';
import { SeededRandom } from './seeded-random.ts';
import { VirtualClock } from './virtual-clock.ts';

/** An organization in memory on a virtual clock, and what flows need to work on it. */
export interface World {
  readonly clock: VirtualClock;
  readonly center: MemoryIdentityCenter;
  readonly ports: AccessPorts;
  readonly calls: AwsCalls;
  readonly signal: AbortSignal;
}

export function world(
  seed: AccessSnapshot,
  options: MemoryOptions = {},
  callOptions: CallOptions = {},
): World {
  const clock = new VirtualClock();
  const center = new MemoryIdentityCenter(clock, seed, options);
  const random = new SeededRandom((options.seed ?? 1) + 1);
  const ports = { identityCenter: center.port, clock, random, crypto: nodeCrypto };
  return {
    clock,
    center,
    ports,
    calls: new AwsCalls(ports, callOptions),
    signal: new AbortController().signal,
  };
}

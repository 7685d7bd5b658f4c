import type { Crypto } from '../../../shared/core/crypto/crypto.ts';
import type { LabState } from '../state.ts';
import type { Addresses } from './addresses.ts';
import type { Faults } from './faults.ts';
import type { LabClock } from './lab-clock.ts';
import type { LabRandom } from './lab-random.ts';
import type { PendingEvents } from './pending.ts';
import type { RateLimits } from './rate-limits.ts';
import type { RequestLog } from './request-log.ts';
import type { TlsIdentities } from './tls-identities.ts';

/** What every service of the Lab stands on. */
export interface LabGround {
  readonly clock: LabClock;
  /** Draws ids and secrets while the Lab runs; seeding uses branches of its own. */
  readonly random: LabRandom;
  /** The product's own cryptography, with which it verifies what it is sent. */
  readonly crypto: Crypto;
  /** All that changes; another object after a reset or restore, so keep no reference to it. */
  readonly state: LabState;
  readonly pending: PendingEvents;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly log: RequestLog;
  readonly addresses: Addresses;
  readonly tls: TlsIdentities;
  /** Milliseconds of Lab time an asynchronous AWS operation takes to settle, faults of kind `slow` apart. */
  readonly settle: number;
}

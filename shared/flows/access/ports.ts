import type { Clock } from '../../ports/clock.ts';
import type { Crypto } from '../../ports/crypto.ts';
import type { IdentityCenter } from '../../ports/identity-center.ts';
import type { Random } from '../../ports/random.ts';

/** What the flows of access stand on. */
export interface AccessPorts {
  readonly identityCenter: IdentityCenter;
  readonly clock: Clock;
  readonly random: Random;
  readonly crypto: Pick<Crypto, 'hash'>;
}

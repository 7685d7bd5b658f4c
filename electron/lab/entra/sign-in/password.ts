import { timingSafeEqual } from 'node:crypto';
import type { LabGround } from '../../platform/ground.ts';
import type { Tenant, User } from '../directory.ts';
import type { EntraRefusal } from '../refusals/entra-refusal.ts';
import { accountDisabled, lockedOut, wrongPassword } from '../refusals/person-refusals.ts';

/** Smart lockout: wrong passwords in a row, and how long nothing is tried after them. */
const ATTEMPTS = 10;
const LOCKED_FOR = 60_000;

/**
 * Tries a password of a managed account.
 *
 * @returns why it does not let in: 50126, 50053 when locked, 50057; undefined where it does
 */
export function tryPassword(
  ground: LabGround,
  tenant: Tenant,
  user: User,
  password: string,
): EntraRefusal | undefined {
  const { entraSignIn } = ground.state;
  entraSignIn.failures ??= new Map();
  const key = `${tenant.id}/${user.id}`;
  const now = ground.clock.now();
  const failed = entraSignIn.failures.get(key) ?? { count: 0, lockedUntil: 0 };
  if (failed.lockedUntil > now) return lockedOut();
  const right = user.secret.password;
  if (right !== undefined && isSame(right, password)) {
    entraSignIn.failures.delete(key);
    return user.accountEnabled ? undefined : accountDisabled();
  }
  failed.count += 1;
  if (failed.count >= ATTEMPTS) {
    failed.count = 0;
    failed.lockedUntil = now + LOCKED_FOR;
  }
  entraSignIn.failures.set(key, failed);
  return wrongPassword();
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

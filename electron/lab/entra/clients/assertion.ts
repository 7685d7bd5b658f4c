import type { ProtectedHeaderParameters } from 'jose';
import type { LabGround } from '../../platform/ground.ts';
import { assertionMalformed, assertionTime } from '../refusals/client-refusals.ts';

/** Claims and header of an assertion, read but not believed yet. */
export interface Assertion {
  readonly text: string;
  readonly header: ProtectedHeaderParameters;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Seconds that clocks may differ by. */
const SKEW = 300;

/** @throws EntraRefusal 700024 outside nbf..exp. @param claims with NumericDate times */
export function checkTimes(ground: LabGround, claims: Readonly<Record<string, unknown>>): void {
  const now = Math.floor(ground.clock.now() / 1000);
  const { exp, nbf = 0 } = claims;
  const isNumeric = Number.isFinite(exp) && Number.isFinite(nbf);
  if (!isNumeric) throw assertionMalformed("the claims 'exp' and 'nbf' have to be numbers.");
  const [from, until] = [Number(nbf), Number(exp)];
  if (now > until + SKEW || now < from - SKEW) throw assertionTime(time(now), time(from), time(until));
}

function time(seconds: number): string {
  const milliseconds = seconds * 1000;
  return Math.abs(milliseconds) > 8.64e15 ? String(seconds) : new Date(milliseconds).toISOString();
}

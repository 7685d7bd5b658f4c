import { fuzzJwt } from './jwt-run.ts';
import { fuzzAndReport } from './whole-run.ts';

/**
 * `npm run fuzz -- jwt [--seed N] [--count N]`
 *
 * @returns false when there was a finding, or memory grew
 */
export async function fuzz(args: readonly string[]): Promise<boolean> {
  return fuzzAndReport('jwt', args, fuzzJwt);
}

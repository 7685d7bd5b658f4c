import { isLoopback } from '../../../shared/core/network/allowed-url.ts';
import { routeOfHost } from '../../compose/lab-hosts.ts';
import type { SignInPlaces } from '../security/sign-in-rule.ts';

/** @param endpoints the Lab's addresses, all on loopback */
export function placesOfLab(
  endpoints: readonly string[],
  answersAt: string | undefined,
  adfs: string,
): SignInPlaces {
  const origins = new Set(endpoints.map((endpoint) => new URL(endpoint).origin));
  if (answersAt !== undefined) origins.add(answersAt);
  return { origins: [...origins], plays: (name) => routeOfHost(name, { adfs }) !== undefined };
}

/** @returns the origin on loopback that a sign-in leads back to */
export function answerOrigin(url: string): string | undefined {
  const redirect = new URL(url).searchParams.get('redirect_uri');
  if (redirect === null || !URL.canParse(redirect)) return undefined;
  const { origin, hostname } = new URL(redirect);
  return isLoopback(hostname) ? origin : undefined;
}

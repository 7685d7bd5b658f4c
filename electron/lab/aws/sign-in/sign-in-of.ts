import type { SignIn } from '../state.ts';
import type { PortalPerson } from './portal-session.ts';

/** @returns what a code or token remembers of the session that approved it */
export function signInOf({ session }: PortalPerson): SignIn {
  const { sessionId, userId, endsAt, attributes } = session;
  return { sessionId, userId, endsAt, attributes };
}

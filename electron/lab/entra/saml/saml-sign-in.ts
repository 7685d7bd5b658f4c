import type { LabGround } from '../../platform/ground.ts';
import type { AuthnRequest } from './authn-request.ts';

/** A sign-in to an application by SAML, after its request was checked; plain data. */
export interface SamlSignIn {
  readonly tenantId: string;
  /** Id of the service principal. */
  readonly principalId: string;
  /** The audience. */
  readonly identifier: string;
  /** The assertion consumer service under its real name. */
  readonly consumerService: string;
  /** Absent where the identity provider begins. */
  readonly request?: AuthnRequest;
  readonly relayState?: string;
  readonly loginHint?: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

const LIFETIME = 60 * 60_000;
const MOST_KEPT = 10_000;

/** @returns the handle under which the sign-in is taken up again */
export function keepSignIn(ground: LabGround, signIn: SamlSignIn): string {
  const { samlSignIns } = ground.state.entraSignIn;
  const now = ground.clock.now();
  const handle = ground.random.token(32);
  samlSignIns.set(handle, signIn);
  for (const [known, { receivedAt }] of samlSignIns)
    if (receivedAt + LIFETIME <= now || samlSignIns.size > MOST_KEPT) samlSignIns.delete(known);
  return handle;
}

export function keptSignIn(ground: LabGround, handle: string): SamlSignIn | undefined {
  const signIn = ground.state.entraSignIn.samlSignIns.get(handle);
  return signIn === undefined || signIn.receivedAt + LIFETIME <= ground.clock.now() ? undefined : signIn;
}

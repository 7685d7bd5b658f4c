import type { LabGround } from '../../platform/ground.ts';

/** A sign-in to an application, after its request was checked; plain data. */
export interface SamlSignIn {
  /** How the answer is wrapped: a SAML response, or a security token response of WS-Federation. */
  readonly protocol: 'saml' | 'ws-fed';
  readonly tenantId: string;
  /** Id of the service principal. */
  readonly principalId: string;
  /** The audience. */
  readonly identifier: string;
  /** Where the answer goes, under its real name. */
  readonly consumerService: string;
  /** ID of the AuthnRequest; absent where there was none. */
  readonly inResponseTo?: string;
  /** Format of NameIDPolicy. */
  readonly nameIdFormat?: string;
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
  /** Any of these classes will do; absent where any at all will. */
  readonly authnContexts?: readonly string[];
  /** RelayState, or wctx. */
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

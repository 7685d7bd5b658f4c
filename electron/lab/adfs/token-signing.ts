import type { LabGround } from '../platform/ground.ts';
import { newSigningKey } from '../seed/signing-key.ts';

/**
 * First half of a rollover: a new certificate is published in the farm's metadata, the old one still signs. Relying parties
 * that read the metadata now learn of it in time.
 */
export async function addSecondaryTokenSigning({ random, clock, state }: LabGround): Promise<void> {
  const { adfs } = state;
  const { key, certificatePem } = await newSigningKey(
    { random, now: clock.now() },
    `${adfs.host} token signing ${random.token(8)}`,
    `CN=ADFS Signing - ${adfs.host}`,
  );
  adfs.tokenSigning = [...adfs.tokenSigning.slice(0, 1), { key, certificatePem }];
}

/**
 * Second half: the secondary certificate signs, the old one is only published any more. A relying party that has not
 * learnt of it refuses every sign-in from now on (AADSTS50006).
 *
 * @returns false where there is no secondary certificate
 */
export function promoteSecondaryTokenSigning({ state }: LabGround): boolean {
  const [first, second] = state.adfs.tokenSigning;
  if (first === undefined || second === undefined) return false;
  state.adfs.tokenSigning = [second, first];
  return true;
}

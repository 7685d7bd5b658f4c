import type { AdfsState } from './state.ts';

export type TokenSigningKey = AdfsState['tokenSigning'][number];

/**
 * First half of a rollover: the new certificate is published in the farm's metadata, the old one still signs. Relying
 * parties that read the metadata now learn of it in time.
 */
export function addSecondaryTokenSigning(state: AdfsState, key: TokenSigningKey): void {
  state.tokenSigning = [...state.tokenSigning.slice(0, 1), key];
}

/**
 * Second half: the secondary certificate signs, the old one is only published any more. A relying party that has not
 * learnt of it refuses every sign-in from now on (AADSTS50006).
 *
 * @returns false where there is no secondary certificate
 */
export function promoteSecondaryTokenSigning(state: AdfsState): boolean {
  const [first, second] = state.tokenSigning;
  if (first === undefined || second === undefined) return false;
  state.tokenSigning = [second, first];
  return true;
}

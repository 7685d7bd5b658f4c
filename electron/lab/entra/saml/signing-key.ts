import type { ServicePrincipal, SigningKey } from '../directory.ts';

/** The certificate an application's messages are signed with: the preferred one, or the first. */
export function signingKeyOf(principal: ServicePrincipal): SigningKey | undefined {
  const wanted = principal.preferredTokenSigningKeyThumbprint?.toUpperCase();
  return principal.signingKeys.find(({ thumbprint }) => thumbprint === wanted) ?? principal.signingKeys[0];
}

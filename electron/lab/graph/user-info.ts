import { pairwiseSubject } from '../entra/tokens/claims-of-person.ts';
import type { Caller } from './bearer.ts';
import { denied } from './graph-error.ts';

/**
 * Claims of whoever is signed in (OpenID Connect Core section 5.3), as far as the token's scopes go.
 *
 * @throws GraphError 403 for a token that is of no sign-in
 */
export function userInfo({ kind, tenant, appId, objectId, permissions }: Caller): Record<string, unknown> {
  const user = tenant.users.get(objectId);
  if (kind !== 'user' || user === undefined || !permissions.has('openid')) return denied();
  return {
    sub: pairwiseSubject(tenant, user.id, appId),
    ...(permissions.has('profile')
      ? { name: user.displayName, family_name: user.surname, given_name: user.givenName }
      : {}),
    picture: 'https://graph.microsoft.com/v1.0/me/photo/$value',
    ...(permissions.has('email') && user.mail !== undefined ? { email: user.mail } : {}),
  };
}

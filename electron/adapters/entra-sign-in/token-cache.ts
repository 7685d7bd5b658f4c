import type { ICachePlugin } from '@azure/msal-node';
import { tokenCacheName } from '../../../shared/core/connections/identity.ts';
import type { SecretStore } from '../../../shared/ports/secret-store.ts';

/** msal's cache of one identity, kept in the secret store: it holds refresh tokens. */
export function tokenCache(secrets: SecretStore, identityId: string): ICachePlugin {
  const name = tokenCacheName(identityId);
  return {
    async beforeCacheAccess(context) {
      const kept = await secrets.get(name);
      if (kept !== undefined) context.tokenCache.deserialize(kept);
    },
    async afterCacheAccess(context) {
      if (context.cacheHasChanged) await secrets.put(name, context.tokenCache.serialize());
    },
  };
}

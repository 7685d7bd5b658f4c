import { clientIn } from '../clients/client.ts';
import { missingPrincipal, roleNeeded } from '../refusals/client-refusals.ts';
import { badScope, defaultScopeNeeded, missingParameter } from '../refusals/request-refusals.ts';
import { rolesAt } from '../resources/permissions.ts';
import { type Wanted, wantedByResource, wantedByScope } from '../resources/wanted.ts';
import { logSignIn } from '../sign-in/sign-in-log.ts';
import { appOnlyToken } from '../tokens/access-token.ts';
import { ownTenant, type TokenAnswer, type TokenRequest } from './token-request.ts';

/** The client credentials grant (RFC 6749 section 4.4): a token of the application itself. */
export async function clientCredentialsGrant(request: TokenRequest): Promise<TokenAnswer> {
  const { ground, context, version, registration } = request;
  const tenant = ownTenant(request);
  const { application } = registration;
  const client = clientIn(tenant, registration);
  if (client === undefined) throw missingPrincipal(application.appId, tenant.id);
  const wanted = wantedBy(request, tenant);
  const { resource } = wanted;
  if (resource === undefined) throw defaultScopeNeeded(request.parameters.get('scope') ?? '');
  const api = resource.principal;
  if (api.appRoleAssignmentRequired && rolesAt(tenant, client.principal.id, api).length === 0)
    throw roleNeeded(application.appId, application.displayName, api.appId, api.displayName);
  const name = application.displayName;
  const issued = await appOnlyToken(
    ground,
    tenant,
    { appId: application.appId, principal: client.principal, name },
    request.proof,
    resource,
  );
  logSignIn(ground, context, {
    tenant,
    appId: application.appId,
    client: client.principal,
    resource: api,
    interactive: false,
    kind: 'servicePrincipal',
  });
  if (version === 1) {
    return {
      token_type: 'Bearer',
      expires_in: String(issued.lifetime),
      ext_expires_in: String(issued.lifetime),
      expires_on: String(issued.expires),
      not_before: String(issued.notBefore),
      resource: resource.identifier,
      access_token: issued.token,
    };
  }
  return {
    token_type: 'Bearer',
    expires_in: issued.lifetime,
    ext_expires_in: issued.lifetime,
    access_token: issued.token,
  };
}

function wantedBy(
  { version, parameters, registration }: TokenRequest,
  tenant: ReturnType<typeof ownTenant>,
): Wanted {
  if (version === 1) return wantedByResource(tenant, parameters.get('resource'));
  const scope = parameters.get('scope');
  if (scope === undefined) throw missingParameter('scope');
  const items = scope.split(/\s+/).filter((item) => item !== '');
  if (items.length > 1) throw badScope(scope, 'client credentials take one .default scope.');
  if (!scope.trim().endsWith('/.default')) throw defaultScopeNeeded(scope);
  return wantedByScope(tenant, scope, registration.application.displayName);
}

import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { type Client, clientIn, type Registration } from '../clients/client.ts';
import type { ClientProof } from '../clients/client-credentials.ts';
import type { Tenant } from '../directory.ts';
import type { Parameters } from '../endpoint.ts';
import type { Realm } from '../realm.ts';
import { consentNeeded } from '../refusals/person-refusals.ts';
import { tenantNeeded } from '../refusals/request-refusals.ts';
import { type Wanted, wantedByResource, wantedByScope } from '../resources/wanted.ts';

/** A request to the token endpoint after the client was judged. */
export interface TokenRequest {
  readonly ground: LabGround;
  readonly context: LabContext;
  readonly version: 1 | 2;
  readonly realm: Realm;
  readonly parameters: Parameters;
  readonly registration: Registration;
  readonly proof: ClientProof;
}

/** The answer's body. */
export type TokenAnswer = Readonly<Record<string, unknown>>;
export type Grant = (request: TokenRequest) => Promise<TokenAnswer>;

/** @throws EntraRefusal 900023 under `common`, where the grant needs to know whose tokens are wanted */
export function ownTenant({ realm }: TokenRequest): Tenant {
  if (realm.tenant === undefined) throw tenantNeeded();
  return realm.tenant;
}

/** The client in the tenant of the person. @throws EntraRefusal 65001 where nobody consented to it there */
export function clientOf({ registration }: TokenRequest, tenant: Tenant): Client {
  const client = clientIn(tenant, registration);
  if (client !== undefined) return client;
  const { appId, displayName } = registration.application;
  throw consentNeeded(appId, displayName);
}

/**
 * What the request wants, or what was wanted before where it says nothing.
 *
 * @param before of the code or refresh token
 */
export function wantedOf(
  { version, parameters, registration }: TokenRequest,
  tenant: Tenant,
  before: { readonly scope: string; readonly resource?: string },
): { readonly wanted: Wanted; readonly scope: string; readonly resource?: string } {
  const scope = parameters.get('scope') ?? before.scope;
  if (version === 2)
    return { wanted: wantedByScope(tenant, scope, registration.application.displayName), scope };
  const resource = parameters.get('resource') ?? before.resource;
  const wanted = wantedByResource(tenant, resource);
  return { wanted, scope, ...(resource === undefined ? {} : { resource }) };
}

export function wantsClientInfo({ parameters }: TokenRequest): boolean {
  return parameters.get('client_info') === '1';
}

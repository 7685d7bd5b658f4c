import type { LabContext } from '../../platform/arrival.ts';
import { arrivalOf } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { type Realm, realmOf } from '../realm.ts';
import { keyIdOf, publishedKey } from '../tokens/signing.ts';
import { issuerOf } from '../tokens/verify.ts';

/** The name a client asked for, kept in the endpoints it is told of. */
function segmentOf({ segment, tenant }: Realm): string {
  return tenant?.id ?? segment;
}

/**
 * OpenID Provider metadata (OpenID Connect Discovery section 3) of v1 or v2. Endpoints are where this client can reach
 * them; the issuer is the real one, as in the tokens.
 */
export function openIdConfiguration(ground: LabGround, context: LabContext, version: 1 | 2): Response {
  const realm = realmOf(ground, context.req.param('tenant') ?? '');
  const { base } = arrivalOf(context);
  const authority = `${base}/${segmentOf(realm)}`;
  const oauth = version === 2 ? `${authority}/oauth2/v2.0` : `${authority}/oauth2`;
  const tenantless = { id: '{tenantid}' };
  const issuer =
    version === 2
      ? `https://login.microsoftonline.com/${(realm.tenant ?? tenantless).id}/v2.0`
      : `https://sts.windows.net/${(realm.tenant ?? tenantless).id}/`;
  return context.json({
    token_endpoint: `${oauth}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: version === 2 ? `${authority}/discovery/v2.0/keys` : `${authority}/discovery/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer,
    ...(version === 1 ? { microsoft_multi_refresh_token: true } : {}),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${ground.addresses.base('graph', context)}/oidc/userinfo`,
    authorization_endpoint: `${oauth}/authorize`,
    device_authorization_endpoint: `${oauth}/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${oauth}/logout`,
    claims_supported: CLAIMS,
    tenant_region_scope: realm.tenant === undefined ? null : 'NA',
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
    rbac_url: 'https://pas.windows.net',
  });
}

const CLAIMS = [
  'sub',
  'iss',
  'cloud_instance_name',
  'cloud_instance_host_name',
  'cloud_graph_host_name',
  'msgraph_host',
  'aud',
  'exp',
  'iat',
  'auth_time',
  'acr',
  'nonce',
  'preferred_username',
  'name',
  'tid',
  'ver',
  'at_hash',
  'c_hash',
  'email',
];

/** Keys that verify the realm's tokens (RFC 7517 section 5); of every tenant for `common`. */
export function publishedKeys(ground: LabGround, context: LabContext, version: 1 | 2): Response {
  const { tenant } = realmOf(ground, context.req.param('tenant') ?? '');
  const tenants = tenant === undefined ? [...ground.state.directory.tenants.values()] : [tenant];
  const keys = new Map<string, unknown>();
  for (const one of tenants) {
    for (const key of one.signingKeys) {
      keys.set(keyIdOf(key), {
        ...publishedKey(key),
        cloud_instance_name: 'microsoftonline.com',
        ...(version === 2 ? { issuer: issuerOf(one, 2) } : {}),
      });
    }
  }
  return context.json({ keys: [...keys.values()] });
}

/** Instance discovery: which hosts are one cloud, and where an authority's metadata is. */
export function instanceDiscovery(ground: LabGround, context: LabContext): Response {
  const asked = context.req.query('authorization_endpoint') ?? '';
  const segment = URL.canParse(asked) ? (new URL(asked).pathname.split('/')[1] ?? '') : 'common';
  const realm = realmOf(ground, segment === '' ? 'common' : segment);
  const { base } = arrivalOf(context);
  const isV2 = asked.includes('/v2.0/');
  const aliases = [
    'login.microsoftonline.com',
    'login.windows.net',
    'login.microsoft.com',
    'sts.windows.net',
  ];
  const own = new URL(base).host;
  return context.json({
    tenant_discovery_endpoint: `${base}/${segmentOf(realm)}${isV2 ? '/v2.0' : ''}/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      {
        preferred_network: 'login.microsoftonline.com',
        preferred_cache: 'login.windows.net',
        aliases,
      },
      ...(aliases.includes(own) ? [] : [{ preferred_network: own, preferred_cache: own, aliases: [own] }]),
    ],
  });
}

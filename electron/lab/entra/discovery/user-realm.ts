import type { LabContext } from '../../platform/arrival.ts';
import type { LabGround } from '../../platform/ground.ts';
import { homeRealm } from '../realm.ts';
import { missingParameter } from '../refusals/request-refusals.ts';
import { accountNamed } from '../sign-in/next-step.ts';

/** Which kind of account a sign-in name is, as libraries ask before they send a password (both versions of the answer). */
export function userRealm(ground: LabGround, context: LabContext): Response {
  const name = decodedName(context) ?? context.req.query('user') ?? context.req.query('login');
  if (name === undefined || name === '') throw missingParameter('user');
  const realm = homeRealm(ground, name);
  const federation = realm?.domain.federation;
  const isFederated = realm?.domain.authenticationType === 'Federated' && federation !== undefined;
  if ((context.req.query('api-version') ?? '').startsWith('2')) {
    return context.json({
      Login: name,
      NameSpaceType: realm === undefined ? 'Unknown' : isFederated ? 'Federated' : 'Managed',
      ...(realm === undefined
        ? {}
        : {
            DomainName: realm.domain.id,
            FederationBrandName: realm.tenant.displayName,
            TenantBrandingInfo: null,
          }),
      ...(isFederated
        ? {
            FederationGlobalVersion: -1,
            AuthURL: `${federation.passiveSignInUri}?username=${encodeURIComponent(name)}&wa=wsignin1.0&wtrealm=urn%3afederation%3aMicrosoftOnline&wctx=`,
            federation_protocol: 'WSTrust',
          }
        : {}),
      cloud_instance_name: 'microsoftonline.com',
    });
  }
  const shared = {
    cloud_instance_name: 'microsoftonline.com',
    cloud_audience_urn: 'urn:federation:MicrosoftOnline',
  };
  if (realm === undefined) return context.json({ ver: '1.0', account_type: 'Unknown', ...shared });
  if (!isFederated)
    return context.json({ ver: '1.0', account_type: 'Managed', domain_name: realm.domain.id, ...shared });
  return context.json({
    ver: '1.0',
    account_type: 'Federated',
    domain_name: realm.domain.id,
    federation_protocol: 'WSTrust',
    federation_metadata_url: federation.metadataExchangeUri,
    federation_active_auth_url: federation.activeSignInUri,
    ...shared,
  });
}

/** What the sign-in page asks when a name was typed: is there such an account, and who signs it in. */
export async function credentialType(ground: LabGround, context: LabContext): Promise<Response> {
  const sent: unknown = await context.req.json().catch(() => undefined);
  const name =
    typeof sent === 'object' && sent !== null && 'username' in sent && typeof sent.username === 'string'
      ? sent.username.slice(0, 320)
      : undefined;
  if (name === undefined) throw missingParameter('username');
  const realm = homeRealm(ground, name);
  const exists = accountNamed(ground, name) !== undefined;
  const isFederated = realm?.domain.authenticationType === 'Federated';
  return context.json({
    Username: name,
    Display: name,
    // 0 exists, 1 does not; accounts of a federated domain are for its identity provider to know.
    IfExistsResult: exists ? 0 : 1,
    IsUnmanaged: false,
    ThrottleStatus: 0,
    Credentials: {
      PrefCredential: isFederated ? 4 : 1,
      HasPassword: !isFederated,
      ...(isFederated ? { FederationRedirectUrl: realm.domain.federation?.passiveSignInUri } : {}),
    },
    EstsProperties: { DomainType: isFederated ? 4 : realm === undefined ? 1 : 3 },
    apiCanary: '',
  });
}

function decodedName(context: LabContext): string | undefined {
  const name = context.req.param('user');
  return name === undefined ? undefined : name.slice(0, 320);
}

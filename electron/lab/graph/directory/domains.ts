import type { Domain, DomainFederation } from '../../entra/directory.ts';
import { readCertificate } from '../certificate-text.ts';
import { assign, type Fields, oneOf, readFields, required } from '../fields.ts';
import { badRequest, resourceNotFound } from '../graph-error.ts';
import { collection, single } from '../odata/query.ts';
import type { ResourceType } from '../odata/resource-type.ts';
import { READ_DOMAINS, WRITE_DOMAINS } from '../permissions.ts';
import { type GraphAnswer, type GraphCall, type GraphRoute, NO_CONTENT, routesNeeding } from '../route.ts';

const DOMAIN_TYPE: ResourceType<Domain> = {
  name: 'domain',
  set: 'domains',
  show: (domain) => ({
    id: domain.id,
    authenticationType: domain.authenticationType,
    isAdminManaged: true,
    isDefault: domain.isDefault,
    isInitial: domain.isInitial,
    isRoot: true,
    isVerified: true,
    supportedServices: ['Email', 'OfficeCommunicationsOnline'],
  }),
};

const FEDERATION_TYPE: ResourceType<DomainFederation> = {
  name: 'internalDomainFederation',
  set: 'domains/federationConfiguration',
  show: (federation) => ({
    '@odata.type': '#microsoft.graph.internalDomainFederation',
    id: federation.id,
    displayName: federation.displayName,
    issuerUri: federation.issuerUri,
    metadataExchangeUri: federation.metadataExchangeUri ?? null,
    signingCertificate: federation.signingCertificate,
    passiveSignInUri: federation.passiveSignInUri,
    preferredAuthenticationProtocol: federation.preferredAuthenticationProtocol,
    activeSignInUri: federation.activeSignInUri ?? null,
    signOutUri: null,
    promptLoginBehavior: null,
    isSignedAuthenticationRequestRequired: null,
    nextSigningCertificate: federation.nextSigningCertificate ?? null,
    federatedIdpMfaBehavior: federation.federatedIdpMfaBehavior ?? null,
  }),
};

const WRITABLE = {
  activeSignInUri: 'string',
  displayName: 'string',
  federatedIdpMfaBehavior: 'string',
  issuerUri: 'string',
  metadataExchangeUri: 'string',
  nextSigningCertificate: 'string',
  passiveSignInUri: 'string',
  preferredAuthenticationProtocol: 'string',
  signingCertificate: 'string',
} as const;

const { read, write } = routesNeeding(READ_DOMAINS, WRITE_DOMAINS);

/** Domains and how they are federated; sign-ins obey federatedIdpMfaBehavior (facts/microsoft.md section 3). */
export const domainRoutes: readonly GraphRoute[] = [
  read('/domains', 'ListDomains', (call) => collection(call, DOMAIN_TYPE, call.tenant.domains.values())),
  read('/domains/:id', 'GetDomain', (call) => single(call, DOMAIN_TYPE, domainOf(call))),
  read('/domains/:id/federationConfiguration', 'ListFederation', (call) => {
    const { federation } = domainOf(call);
    return collection(call, FEDERATION_TYPE, federation === undefined ? [] : [federation]);
  }),
  read('/domains/:id/federationConfiguration/:federation', 'GetFederation', (call) =>
    single(call, FEDERATION_TYPE, federationOf(call)),
  ),
  write('POST', '/domains/:id/federationConfiguration', 'CreateFederation', createFederation),
  write('PATCH', '/domains/:id/federationConfiguration/:federation', 'UpdateFederation', async (call) => {
    change(federationOf(call), readFields(await call.body(), WRITABLE, ['id']));
    return NO_CONTENT;
  }),
  write('DELETE', '/domains/:id/federationConfiguration/:federation', 'DeleteFederation', (call) => {
    federationOf(call);
    const domain = domainOf(call);
    delete domain.federation;
    domain.authenticationType = 'Managed';
    return NO_CONTENT;
  }),
];

function domainOf(call: GraphCall): Domain {
  const id = call.param('id').toLowerCase();
  return call.tenant.domains.get(id) ?? resourceNotFound(id);
}

function federationOf(call: GraphCall): DomainFederation {
  const { federation } = domainOf(call);
  const id = call.param('federation');
  return federation?.id === id ? federation : resourceNotFound(id);
}

async function createFederation(call: GraphCall): Promise<GraphAnswer> {
  const domain = domainOf(call);
  const fields = readFields(await call.body(), WRITABLE, ['id']);
  if (domain.federation !== undefined) badRequest('Domain already has a federation configuration.');
  if (domain.isInitial) badRequest('The initial domain of a tenant cannot be federated.');
  const federation: DomainFederation = {
    id: call.ground.random.uuid(),
    displayName: fields.displayName ?? domain.id,
    issuerUri: required(fields.issuerUri, 'issuerUri'),
    passiveSignInUri: required(fields.passiveSignInUri, 'passiveSignInUri'),
    signingCertificate: required(fields.signingCertificate, 'signingCertificate'),
    preferredAuthenticationProtocol: 'wsFed',
  };
  change(federation, fields);
  domain.federation = federation;
  domain.authenticationType = 'Federated';
  return single(call, FEDERATION_TYPE, federation, 201);
}

function change(federation: DomainFederation, fields: Fields<typeof WRITABLE>): void {
  const behavior = fields.federatedIdpMfaBehavior;
  const mfa =
    typeof behavior === 'string'
      ? oneOf(
          behavior,
          ['acceptIfMfaDoneByFederatedIdp', 'enforceMfaByFederatedIdp', 'rejectMfaByFederatedIdp'],
          'federatedIdpMfaBehavior',
        )
      : behavior;
  if (typeof fields.preferredAuthenticationProtocol === 'string')
    oneOf(fields.preferredAuthenticationProtocol, ['wsFed'], 'preferredAuthenticationProtocol');
  for (const name of ['passiveSignInUri', 'activeSignInUri', 'metadataExchangeUri'] as const) {
    const uri = fields[name];
    if (typeof uri === 'string' && !/^https:\/\//.test(uri))
      badRequest(`Invalid value specified for property '${name}': it must be an https address.`);
  }
  const [current, next] = (['signingCertificate', 'nextSigningCertificate'] as const).map((name) => {
    const text = fields[name];
    return typeof text === 'string' ? readCertificate(text, name).raw.toString('base64') : text;
  });
  for (const name of ['displayName', 'issuerUri', 'passiveSignInUri'] as const) {
    const value = fields[name];
    if (value !== undefined) federation[name] = required(value, name);
  }
  if (current !== undefined) federation.signingCertificate = required(current, 'signingCertificate');
  assign(federation, 'activeSignInUri', fields.activeSignInUri);
  assign(federation, 'metadataExchangeUri', fields.metadataExchangeUri);
  assign(federation, 'nextSigningCertificate', next);
  assign(federation, 'federatedIdpMfaBehavior', mfa);
}

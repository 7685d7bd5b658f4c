import { domainOf, listPeople } from './control/people.ts';
import type { Application, ServicePrincipal, Tenant } from './entra/directory.ts';
import type { Lab } from './lab.ts';
import { serviceProviderOf } from './seed/grow-aws-app.ts';

/** Everything a client needs to use a Lab; the shape that docs/schema/cli/lab-serve.json describes. */
export interface ReadyDocument {
  readonly endpoints: LabEndpoints;
  /** PEM file of the authority behind every https address of the Lab. */
  readonly caFile: string;
  /** For `endpoints.control` only. */
  readonly controlToken: string;
  readonly tenants: readonly { readonly id: string; readonly domain: string }[];
  readonly aws: {
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly instanceArn: string;
    readonly identityStoreId: string;
    readonly accounts: readonly { readonly id: string; readonly name: string }[];
  };
  readonly scim?: { readonly baseAddress: string; readonly token: string };
  readonly apps: readonly ReadyApp[];
  readonly people: readonly ReadyPerson[];
}

interface LabEndpoints {
  readonly entra: string;
  readonly graph: string;
  readonly adfs: string;
  readonly adfsCertificate: string;
  readonly myapps: string;
  readonly aws: string;
  readonly ssoAdmin: string;
  readonly identityStore: string;
  readonly organizations: string;
  readonly iam: string;
  readonly sts: string;
  readonly ssoOidc: string;
  readonly sso: string;
  readonly scim?: string;
  readonly samlAcs: string;
  readonly accessPortal: string;
  readonly awsConsole: string;
  readonly managedIdentity: string;
  readonly control: string;
  readonly connectProxy: string;
}

interface ReadyApp {
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly publicClient: boolean;
}

interface ReadyPerson {
  readonly userName: string;
  readonly password: string;
  readonly groups: readonly string[];
}

/** People and accounts of a large organization would bury the rest; the control routes and the APIs list all of them. */
const MOST_LISTED = 200;

/**
 * Describes a Lab that listens.
 *
 * @param caFile path of the file that holds its authority's certificate
 */
export function readyDocument(lab: Lab, caFile: string): ReadyDocument {
  const { state } = lab;
  const { aws, directory } = state;
  const tenants = [...directory.tenants.values()];
  const [first] = tenants;
  const [key] = aws.accessKeys.values();
  const scim = scimOf(lab);
  return {
    endpoints: endpointsOf(lab),
    caFile,
    controlToken: lab.controlToken,
    tenants: tenants.map((tenant) => ({ id: tenant.id, domain: domainOf(tenant) })),
    aws: {
      region: aws.region,
      accessKeyId: key?.id ?? '',
      secretAccessKey: key?.secret ?? '',
      instanceArn: aws.identityCenter.instanceArn,
      identityStoreId: aws.identityStore.id,
      accounts: [...aws.organization.accounts.values()]
        .slice(0, MOST_LISTED)
        .map(({ id, name }) => ({ id, name })),
    },
    ...(scim === undefined ? {} : { scim }),
    apps: first === undefined ? [] : clientsOf(first),
    people: listPeople(state, lab.ground.clock.now(), { from: 0, count: MOST_LISTED }).people.flatMap(
      ({ userName, password, groups }) => (password === undefined ? [] : [{ userName, password, groups }]),
    ),
  };
}

function endpointsOf(lab: Lab): LabEndpoints {
  const { addresses } = lab.ground;
  const { aws } = lab.state;
  const provider = serviceProviderOf(aws);
  const base = addresses.loopback('aws');
  const scim = scimOf(lab);
  return {
    entra: addresses.loopback('entra'),
    graph: addresses.loopback('graph'),
    adfs: addresses.loopback('adfs'),
    adfsCertificate: addresses.loopback('adfs-certificate'),
    myapps: addresses.loopback('myapps'),
    aws: base,
    ssoAdmin: `${base}/sso-admin`,
    identityStore: `${base}/identitystore`,
    organizations: `${base}/organizations`,
    iam: `${base}/iam`,
    sts: `${base}/sts`,
    ssoOidc: `${base}/sso-oidc`,
    sso: `${base}/sso`,
    ...(scim === undefined ? {} : { scim: scim.baseAddress }),
    samlAcs: addresses.onLoopback(provider.acs),
    accessPortal: addresses.onLoopback(provider.portal),
    awsConsole: addresses.loopback('aws-console'),
    managedIdentity: addresses.loopback('managed-identity'),
    control: addresses.loopback('control'),
    connectProxy: addresses.connectProxy,
  };
}

/** Absent where the console page has not enabled provisioning. */
function scimOf(lab: Lab): ReadyDocument['scim'] {
  const { scim } = lab.state.aws.identityCenter;
  const token = scim?.tokens.at(-1)?.token;
  if (scim === undefined || token === undefined) return undefined;
  return { baseAddress: `${lab.ground.addresses.loopback('scim')}/${scim.tenantId}/scim/v2/`, token };
}

/** Applications that sign people in or ask for tokens: with a secret, or public. */
function clientsOf(tenant: Tenant): readonly ReadyApp[] {
  const byAppId = new Map([...tenant.servicePrincipals.values()].map((one) => [one.appId, one]));
  return [...tenant.applications.values()].flatMap((application) => clientOf(application, byAppId));
}

function clientOf(
  application: Application,
  principals: ReadonlyMap<string, ServicePrincipal>,
): readonly ReadyApp[] {
  const [clientSecret] = application.secret.passwords.values();
  const publicClient = application.isFallbackPublicClient;
  if (!principals.has(application.appId) || (clientSecret === undefined && !publicClient)) return [];
  return [
    {
      name: application.displayName,
      clientId: application.appId,
      ...(clientSecret === undefined ? {} : { clientSecret }),
      publicClient,
    },
  ];
}

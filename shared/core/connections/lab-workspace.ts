import { type Identity, scimTokenName, secretName } from './identity.ts';
import { DEFAULT_NETWORK, LAB_WORKSPACE, type Workspace } from './workspace.ts';

/** What a running Lab tells of itself, as far as a workspace is made of it (the ready file of `fedbench lab serve`). */
export interface LabFacts {
  readonly endpoints: Readonly<Record<string, string>>;
  readonly tenants: readonly { readonly id: string; readonly domain: string }[];
  readonly aws?: {
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly instanceArn: string;
    readonly identityStoreId?: string;
    readonly accounts?: readonly { readonly id: string; readonly name: string }[];
  };
  readonly scim?: { readonly baseAddress: string; readonly token: string };
  readonly apps: readonly {
    readonly name: string;
    readonly clientId: string;
    readonly clientSecret?: string;
    readonly publicClient: boolean;
  }[];
}

/**
 * The built-in workspace, filled from a running Lab: its tenant, organization and identities, and what is secret of them.
 *
 * @param caPem the Lab's certificate authority; trusted in this workspace only
 * @returns secrets by the names they have in a secret store
 */
export function labWorkspace(
  lab: LabFacts,
  caPem: string,
): { readonly workspace: Workspace; readonly secrets: ReadonlyMap<string, string> } {
  const secrets = new Map<string, string>();
  const identities: Identity[] = [];
  const tenant = lab.tenants[0]?.id ?? '';
  for (const app of lab.apps) {
    const id = `lab-app-${app.clientId}`;
    if (app.clientSecret !== undefined) {
      identities.push({ id, name: app.name, kind: 'entra-client-secret', tenant, clientId: app.clientId });
      secrets.set(secretName(id, 'clientSecret'), app.clientSecret);
    } else if (app.publicClient) {
      identities.push({
        id,
        name: `Person, by ${app.name}`,
        kind: 'entra-browser',
        tenant,
        clientId: app.clientId,
      });
      identities.push({
        id: `${id}-device`,
        name: `Person, by ${app.name} with a device code`,
        kind: 'entra-device-code',
        tenant,
        clientId: app.clientId,
      });
    }
  }
  const { aws, scim, endpoints } = lab;
  if (aws !== undefined) {
    const id = 'lab-aws-administrator';
    identities.push({ id, name: 'Administrator', kind: 'aws-access-key', accessKeyId: aws.accessKeyId });
    secrets.set(secretName(id, 'secretAccessKey'), aws.secretAccessKey);
  }
  if (scim !== undefined) secrets.set(scimTokenName(LAB_WORKSPACE), scim.token);
  const { entra, graph } = endpoints;
  return {
    secrets,
    workspace: {
      id: LAB_WORKSPACE,
      name: 'Lab',
      writable: true,
      ...(entra === undefined || graph === undefined
        ? {}
        : { entra: { cloud: 'public' as const, tenant, endpoints: { login: entra, graph } } }),
      ...(aws === undefined || endpoints.aws === undefined
        ? {}
        : { aws: { region: aws.region, instanceArn: aws.instanceArn, endpoint: endpoints.aws } }),
      ...(scim === undefined ? {} : { scim: { baseAddress: scim.baseAddress } }),
      openai: [],
      identities,
      network: { ...DEFAULT_NETWORK, proxy: 'none', extraCa: [{ name: 'Lab', pem: caPem }] },
    },
  };
}

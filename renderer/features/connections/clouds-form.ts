import type { AzureCloudId } from '../../../shared/core/connections/clouds.ts';
import type { ShownWorkspace } from './queries.ts';

/** The clouds of a workspace as text fields. */
export interface CloudValues {
  readonly name: string;
  readonly writable: boolean;
  readonly cloud: AzureCloudId;
  readonly tenant: string;
  readonly region: string;
  readonly scimBase: string;
  readonly scimExpires: string;
  /** A line for each endpoint: name, blanks, address. */
  readonly openai: string;
}

export function valuesOf(workspace: ShownWorkspace): CloudValues {
  const { name, writable, entra, aws, scim, openai } = workspace;
  return {
    name,
    writable,
    cloud: entra?.cloud ?? 'public',
    tenant: entra?.tenant ?? '',
    region: aws?.region ?? '',
    scimBase: scim?.baseAddress ?? '',
    scimExpires: scim?.tokenExpires?.slice(0, 10) ?? '',
    openai: openai.map((endpoint) => `${endpoint.name}  ${endpoint.endpoint}`).join('\n'),
  };
}

/** @returns the workspace with these clouds, without its identities; main holds it against the contract */
export function cloudsOf(workspace: ShownWorkspace, values: CloudValues): Omit<ShownWorkspace, 'identities'> {
  const { identities: _, entra, aws, scim, ...rest } = workspace;
  const { tenant, region, scimBase, scimExpires } = trimmed(values);
  return {
    ...rest,
    name: values.name.trim(),
    writable: values.writable,
    ...(tenant === '' ? {} : { entra: { ...entra, cloud: values.cloud, tenant } }),
    ...(region === '' ? {} : { aws: { ...aws, region } }),
    ...(scimBase === ''
      ? {}
      : {
          scim: {
            baseAddress: scimBase,
            ...(scimExpires === '' ? {} : { tokenExpires: `${scimExpires}T00:00:00Z` }),
          },
        }),
    openai: values.openai
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => {
        const at = line.search(/\shttps?:\/\//);
        return at === -1
          ? { name: line.replace(/^https?:\/\//, ''), endpoint: line }
          : { name: line.slice(0, at).trim(), endpoint: line.slice(at).trim() };
      }),
  };
}

function trimmed(values: CloudValues): Record<'tenant' | 'region' | 'scimBase' | 'scimExpires', string> {
  const { tenant, region, scimBase, scimExpires } = values;
  return {
    tenant: tenant.trim(),
    region: region.trim(),
    scimBase: scimBase.trim(),
    scimExpires: scimExpires.trim(),
  };
}

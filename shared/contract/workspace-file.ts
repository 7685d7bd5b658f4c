import { z } from 'zod';
import { AZURE_CLOUDS } from '../core/connections/clouds.ts';

const name = z.string().trim().min(1).max(100);
const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w-]+$/);
/** Tenant id or verified domain. */
const tenant = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(/^[\w.-]+$/, 'a tenant id or domain');
const clientId = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'an application (client) id');
const region = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a Region such as us-east-1');
const instant = z.iso.datetime({ offset: false });
const address = z.url({ protocol: /^https?$/ }).max(2048);
const pem = z
  .string()
  .max(65_536)
  .regex(/-----BEGIN CERTIFICATE-----/, 'a PEM certificate')
  .regex(/^(?![\s\S]*PRIVATE KEY)/, 'a certificate without its key');

const named = { id, name };

/** Every kind of identity without its secrets; shared/core/connections/identity.ts. */
export const identitySchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...named, kind: z.literal('entra-browser'), tenant, clientId }),
  z.strictObject({ ...named, kind: z.literal('entra-device-code'), tenant, clientId }),
  z.strictObject({
    ...named,
    kind: z.literal('entra-client-secret'),
    tenant,
    clientId,
    secretExpires: instant.optional(),
  }),
  z.strictObject({ ...named, kind: z.literal('entra-certificate'), tenant, clientId, certificatePem: pem }),
  z.strictObject({
    ...named,
    kind: z.literal('entra-federated-assertion'),
    tenant,
    clientId,
    assertionFile: z.string().min(1).max(4096),
  }),
  z.strictObject({ ...named, kind: z.literal('entra-azure-cli'), tenant: tenant.optional() }),
  z.strictObject({ ...named, kind: z.literal('entra-managed-identity'), clientId: clientId.optional() }),
  z.strictObject({ ...named, kind: z.literal('aws-profile'), profile: z.string().trim().min(1).max(255) }),
  z.strictObject({ ...named, kind: z.literal('aws-environment') }),
  z.strictObject({
    ...named,
    kind: z.literal('aws-sso'),
    startUrl: address,
    ssoRegion: region,
    sessionName: z.string().trim().min(1).max(255),
    accountId: z
      .string()
      .trim()
      .regex(/^\d{12}$/, 'twelve digits'),
    roleName: z.string().trim().min(1).max(64),
    flow: z.enum(['pkce', 'device-code']),
  }),
  z.strictObject({
    ...named,
    kind: z.literal('aws-access-key'),
    accessKeyId: z
      .string()
      .trim()
      .regex(/^[A-Z0-9]{16,128}$/, 'an access key id'),
  }),
  z.strictObject({ ...named, kind: z.literal('openai-key') }),
  z.strictObject({ ...named, kind: z.literal('apim-key') }),
]);

/** A proxy's address without user and password: those are secrets. */
const proxyUrl = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .refine((text) => !/^[a-z]+:\/\/[^/]*@/i.test(text), 'without user name and password');

const networkSettingsSchema = z.strictObject({
  proxy: z.enum(['system', 'none', 'explicit']),
  proxyUrl: proxyUrl.optional(),
  proxyUser: z.string().max(255).optional(),
  extraCa: z.array(z.strictObject({ name, pem })).max(50),
  timeout: z.int().min(1).max(600),
});

export const workspaceSchema = z.strictObject({
  id,
  name,
  writable: z.boolean(),
  entra: z
    .strictObject({
      cloud: z.enum(AZURE_CLOUDS),
      tenant,
      endpoints: z.strictObject({ login: address, graph: address }).optional(),
    })
    .optional(),
  aws: z
    .strictObject({ region, instanceArn: z.string().max(200).optional(), endpoint: address.optional() })
    .optional(),
  scim: z.strictObject({ baseAddress: address, tokenExpires: instant.optional() }).optional(),
  openai: z.array(z.strictObject({ name, endpoint: address })).max(100),
  identities: z.array(identitySchema).max(200),
  network: networkSettingsSchema,
});

export const workspaceListSchema = z.strictObject({
  active: id,
  workspaces: z.array(workspaceSchema).max(100),
});

/** A workspace in a file, to be taken to another machine: nothing secret is in it. */
export const workspaceFileSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('federation-workbench workspace'),
  version: z.literal(1),
  workspace: workspaceSchema,
});

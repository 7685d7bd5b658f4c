import { z } from 'zod';

const address = z.string();

/** What `fedbench lab serve` prints, and puts into its ready file: everything a client needs to use the Lab. */
export const labReadySchema = z.strictObject({
  /** Services the Lab does not have are absent. */
  endpoints: z.strictObject({
    /** Root of an origin: the first path segment is the tenant. */
    entra: address.exactOptional(),
    graph: address.exactOptional(),
    adfs: address.exactOptional(),
    /** Where AD FS asks for a certificate in the TLS handshake. */
    adfsCertificate: address.exactOptional(),
    myapps: address.exactOptional(),
    /** Answers every AWS service: one AWS_ENDPOINT_URL serves unmodified clients. */
    aws: address.exactOptional(),
    ssoAdmin: address.exactOptional(),
    identityStore: address.exactOptional(),
    organizations: address.exactOptional(),
    iam: address.exactOptional(),
    sts: address.exactOptional(),
    ssoOidc: address.exactOptional(),
    sso: address.exactOptional(),
    scim: address.exactOptional(),
    samlAcs: address.exactOptional(),
    accessPortal: address.exactOptional(),
    awsConsole: address.exactOptional(),
    managedIdentity: address.exactOptional(),
    openai: address.exactOptional(),
    apim: address.exactOptional(),
    arm: address.exactOptional(),
    control: address,
    /** Serves everything under its real host name. */
    connectProxy: address,
  }),
  /** PEM; what clients have to trust. */
  caFile: z.string(),
  /** For `control` only. */
  controlToken: z.string(),
  tenants: z.array(z.strictObject({ id: z.string(), domain: z.string() })).readonly(),
  aws: z.strictObject({
    region: z.string(),
    accessKeyId: z.string(),
    secretAccessKey: z.string(),
    instanceArn: z.string(),
    identityStoreId: z.string(),
    accounts: z.array(z.strictObject({ id: z.string(), name: z.string() })).readonly(),
  }),
  scim: z.strictObject({ baseAddress: address, token: z.string() }).exactOptional(),
  /** At least one with a secret and one public one (device code, PKCE). */
  apps: z
    .array(
      z.strictObject({
        name: z.string(),
        clientId: z.string(),
        clientSecret: z.string().exactOptional(),
        publicClient: z.boolean(),
      }),
    )
    .readonly(),
  /** The first 200 of those who can sign in with a password. */
  people: z
    .array(
      z.strictObject({ userName: z.string(), password: z.string(), groups: z.array(z.string()).readonly() }),
    )
    .readonly(),
  openai: z
    .strictObject({
      resource: z.string(),
      deployments: z.array(z.string()).readonly(),
      keys: z.array(z.string()).readonly(),
    })
    .exactOptional(),
  apim: z.strictObject({ gateway: z.string(), subscriptionKey: z.string() }).exactOptional(),
});

export type LabReady = z.output<typeof labReadySchema>;

import { z } from 'zod';
import type { Seed, SeedUnit } from './seed.ts';

const text = z.string().min(1).max(200);
const list = <T extends z.ZodType>(item: T) => z.array(item).max(100_000).readonly();
/** RFC 1123 host name with at least two labels. */
const host = z
  .string()
  .max(253)
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
    'a host name in lower case',
  );
const guid = z.guid().regex(/^[0-9a-f-]+$/, 'in lower case');
const userName = z
  .string()
  .max(113)
  .regex(/^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9.-]+$/, 'user@domain, the domain in lower case');
const tags = z.record(z.string().min(1).max(128), z.string().max(256)).readonly();

const user = z
  .strictObject({
    userName: userName.describe('User principal name; for a guest the address at home.'),
    displayName: text,
    givenName: text,
    surname: text,
    groups: list(text).exactOptional(),
    password: z.string().min(1).max(256).exactOptional().describe('Made from the seed number where absent.'),
    mfa: z.boolean().exactOptional().describe('A second factor is registered; default true.'),
    certificate: z.boolean().exactOptional().describe('Has a certificate of the forest’s authority.'),
    jobTitle: text.exactOptional(),
    department: text.exactOptional(),
    guest: z.boolean().exactOptional().describe('Lives in another tenant of the seed.'),
    roles: list(text).exactOptional().describe('Directory roles by name: Cloud Application Administrator.'),
  })
  .readonly();

const app = z
  .strictObject({
    name: text,
    kind: z
      .enum(['confidential', 'public', 'api'])
      .describe('confidential has a secret, public none, api is asked for tokens.'),
    redirectUris: list(z.string().max(2048)).exactOptional(),
    identifierUri: z.string().min(1).max(255).exactOptional(),
    scopes: list(text).exactOptional(),
    roles: list(text).exactOptional(),
    tokenVersion: z.union([z.literal(1), z.literal(2)]).exactOptional(),
    alsoIn: list(host)
      .exactOptional()
      .describe('Domains of tenants in which it has a service principal too.'),
    consented: list(z.string().regex(/^\+?[^/]+\/[^/]+$/, 'API/permission, a role with + before it'))
      .exactOptional()
      .describe('Consent given for everybody: Graph/User.Read, +Graph/User.Read.All.'),
  })
  .readonly();

const managedIdentity = z
  .strictObject({
    name: text,
    kind: z.enum(['system', 'user']).describe('At most one is the machine’s own (system).'),
    consented: list(z.string().regex(/^\+[^/]+\/[^/]+$/, '+API/role')).exactOptional(),
  })
  .readonly();

const tenant = z
  .strictObject({
    id: guid.exactOptional(),
    displayName: text,
    domain: host,
    initialDomain: host.exactOptional(),
    federated: z.boolean().exactOptional().describe('Signs in at the AD FS of the seed.'),
    federatedIdpMfaBehavior: z
      .enum(['acceptIfMfaDoneByFederatedIdp', 'enforceMfaByFederatedIdp', 'rejectMfaByFederatedIdp'])
      .exactOptional(),
    groups: list(z.strictObject({ name: text, description: text.exactOptional() }).readonly()),
    users: list(user),
    apps: list(app).exactOptional(),
    managedIdentities: list(managedIdentity)
      .exactOptional()
      .describe('Of the machine the Lab plays in Azure; the first tenant that has some has them all.'),
    conditionalAccess: list(
      z.strictObject({ name: text, groups: list(text), requires: z.enum(['mfa', 'block']) }).readonly(),
    ).exactOptional(),
    trusts: list(z.strictObject({ domain: host, mfa: z.boolean() }).readonly())
      .exactOptional()
      .describe('What is accepted from other tenants.'),
  })
  .readonly();

const account = z
  .strictObject({
    name: z.string().min(1).max(50),
    id: z
      .string()
      .regex(/^\d{12}$/, 'twelve digits')
      .exactOptional(),
    email: z.email().max(64).exactOptional(),
    tags: tags.exactOptional(),
  })
  .readonly();

const unit: z.ZodType<SeedUnit> = z.lazy(() =>
  z
    .strictObject({
      name: z.string().min(1).max(128),
      accounts: list(account).exactOptional(),
      units: z.array(unit).max(1_000).readonly().exactOptional(),
    })
    .readonly(),
);

const permissionSet = z
  .strictObject({
    name: z.string().regex(/^[\w+=,.@-]{1,32}$/, 'up to 32 letters, digits and +=,.@-_'),
    description: z.string().min(1).max(700).exactOptional(),
    sessionDuration: z
      .string()
      .regex(/^PT(\d+H)?(\d+M)?$/, 'such as PT4H')
      .exactOptional(),
    relayState: z.string().min(1).max(240).exactOptional(),
    managedPolicies: list(
      z.string().regex(/^arn:aws[\w-]*:iam::aws:policy\/\S+$/, 'ARN of an AWS-managed policy'),
    ).exactOptional(),
    inlinePolicy: z.record(z.string(), z.json()).exactOptional(),
    tags: tags.exactOptional(),
  })
  .readonly();

const centerApplication = z
  .strictObject({
    name: z.string().min(1).max(100),
    description: z.string().min(1).max(128).exactOptional(),
    provider: z
      .string()
      .regex(/^[a-zA-Z0-9-/]{1,200}$/, 'the end of a provider’s ARN, such as custom-saml')
      .exactOptional()
      .describe('custom-saml where absent; custom is OAuth.'),
    account: text.exactOptional().describe('Name of the account in which it was made.'),
    url: z.url().max(512).exactOptional(),
    assignmentRequired: z.boolean().exactOptional().describe('Default true; false lets everybody in.'),
    enabled: z.boolean().exactOptional(),
    visible: z.boolean().exactOptional().describe('The access portal lists it; default true.'),
    groups: list(text).exactOptional(),
    users: list(userName).exactOptional(),
    scopes: list(z.string().regex(/^\w{1,50}(:\w{1,50}){0,2}$/, 'such as redshift:connect')).exactOptional(),
    trusts: list(
      z
        .strictObject({
          issuer: text.describe('Name of a trusted token issuer.'),
          audiences: list(text).describe('Applications of the first tenant, or anything else as it is.'),
        })
        .readonly(),
    ).exactOptional(),
  })
  .readonly();

const tokenIssuer = z
  .strictObject({
    name: z.string().regex(/^[\w+=,.@-]{1,255}$/, 'letters, digits and +=,.@-_'),
    issuer: z
      .union([host, z.url({ protocol: /^https?$/ }).max(512)])
      .describe('A URL, or the domain of a tenant of the seed.'),
    claim: z
      .string()
      .max(255)
      .regex(/^\p{L}+(?:[._]\p{L}+){0,2}$/u, 'a claim such as preferred_username')
      .exactOptional(),
    attribute: z
      .string()
      .max(255)
      .regex(/^\p{L}+(?:\.\p{L}+){0,2}$/u, 'a path such as emails.value')
      .exactOptional(),
  })
  .readonly();

/** What a seed file holds; docs/schema/lab-seed.json is made from it. */
export const seedSchema = z
  .strictObject({
    name: text,
    tenants: z
      .array(tenant)
      .min(1)
      .max(50)
      .readonly()
      .describe('The first one has the AWS application; the others are homes of guests.'),
    adfs: z
      .strictObject({
        host,
        certificateFor: list(text).exactOptional().describe('Groups whose members must show a certificate.'),
        passAuthenticationMethods: z.boolean().exactOptional(),
      })
      .readonly(),
    aws: z
      .strictObject({
        region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a Region such as us-east-1'),
        managementAccount: account,
        accounts: list(account).describe('Accounts that lie in the root itself.'),
        units: z.array(unit).max(1_000).readonly().exactOptional(),
        permissionSets: list(permissionSet),
        assignments: list(
          z
            .strictObject({
              group: text.exactOptional(),
              user: userName.exactOptional(),
              permissionSet: text,
              accounts: list(text).describe('Names of accounts.'),
            })
            .readonly(),
        ),
        application: text.describe('Name of the enterprise application in the first tenant.'),
        applications: list(centerApplication)
          .exactOptional()
          .describe('What people reach through Identity Center besides accounts.'),
        trustedTokenIssuers: list(tokenIssuer).exactOptional(),
      })
      .readonly(),
  })
  .readonly() satisfies z.ZodType<Seed>;

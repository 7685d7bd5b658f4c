/** Every way of saying who one is. The first word names the side it is for. */
export const IDENTITY_KINDS = [
  'entra-browser',
  'entra-device-code',
  'entra-client-secret',
  'entra-certificate',
  'entra-federated-assertion',
  'entra-azure-cli',
  'entra-managed-identity',
  'aws-profile',
  'aws-environment',
  'aws-sso',
  'aws-access-key',
  'openai-key',
  'apim-key',
] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

interface Named {
  /** UUID. */
  readonly id: string;
  readonly name: string;
}

/** An application that signs people in: public, so without a secret of its own. */
interface EntraUser extends Named {
  /** Tenant id or domain. */
  readonly tenant: string;
  readonly clientId: string;
}

interface EntraApplication extends Named {
  readonly tenant: string;
  readonly clientId: string;
}

/** An identity without its secrets, which lie in the secret store under `secretName`. */
export type Identity =
  | (EntraUser & { readonly kind: 'entra-browser' | 'entra-device-code' })
  | (EntraApplication & {
      readonly kind: 'entra-client-secret';
      /** ISO 8601; as the portal shows it, because the secret itself does not say. */
      readonly secretExpires?: string;
    })
  | (EntraApplication & {
      readonly kind: 'entra-certificate';
      /** The public part, PEM. */
      readonly certificatePem: string;
    })
  | (EntraApplication & {
      readonly kind: 'entra-federated-assertion';
      /** A file that holds a fresh token, as workload identity mounts one. */
      readonly assertionFile: string;
    })
  | (Named & { readonly kind: 'entra-azure-cli'; readonly tenant?: string })
  | (Named & {
      readonly kind: 'entra-managed-identity';
      /** A user-assigned one; absent for the machine's own. */
      readonly clientId?: string;
    })
  | (Named & { readonly kind: 'aws-profile'; readonly profile: string })
  | (Named & { readonly kind: 'aws-environment' })
  | (Named & {
      readonly kind: 'aws-sso';
      readonly startUrl: string;
      readonly ssoRegion: string;
      /** Name of the sso-session; decides the file of the shared cache. */
      readonly sessionName: string;
      readonly accountId: string;
      readonly roleName: string;
      readonly flow: 'pkce' | 'device-code';
    })
  | (Named & { readonly kind: 'aws-access-key'; readonly accessKeyId: string })
  | (Named & { readonly kind: 'openai-key' })
  | (Named & { readonly kind: 'apim-key' });

export type EntraIdentity = Extract<Identity, { readonly kind: `entra-${string}` }>;
export type AwsIdentity = Extract<Identity, { readonly kind: `aws-${string}` }>;

/** Secrets that belong to each kind; what is not listed has none of its own. */
export const SECRET_FIELDS: Readonly<Partial<Record<IdentityKind, readonly SecretField[]>>> = {
  'entra-client-secret': ['clientSecret'],
  'entra-certificate': ['privateKey'],
  'aws-access-key': ['secretAccessKey', 'sessionToken'],
  'openai-key': ['key'],
  'apim-key': ['key'],
};

export const SECRET_FIELD_NAMES = [
  'clientSecret',
  'privateKey',
  'secretAccessKey',
  'sessionToken',
  'key',
] as const;
export type SecretField = (typeof SECRET_FIELD_NAMES)[number];

/** Where a secret lies in the secret store. */
export function secretName(identityId: string, field: SecretField): string {
  return `identity/${identityId}/${field}`;
}

/** Where an identity's token cache lies. */
export function tokenCacheName(identityId: string): string {
  return `identity/${identityId}/token-cache`;
}

/** Where the SCIM token of a workspace lies. */
export function scimTokenName(workspaceId: string): string {
  return `workspace/${workspaceId}/scim-token`;
}

/** Where the password of a workspace's proxy lies. */
export function proxyPasswordName(workspaceId: string): string {
  return `workspace/${workspaceId}/proxy-password`;
}

export function isEntra(identity: Identity): identity is EntraIdentity {
  return identity.kind.startsWith('entra-');
}

export function isAws(identity: Identity): identity is AwsIdentity {
  return identity.kind.startsWith('aws-');
}

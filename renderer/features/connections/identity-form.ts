import type { IdentityKind, SecretField } from '../../../shared/core/connections/identity.ts';
import type { ShownIdentity, ShownWorkspace } from './queries.ts';

/** One field of the form of an identity. */
export interface IdentityField {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly optional?: boolean;
  readonly kind: 'text' | 'pem' | 'date' | 'profile' | 'flow' | 'file';
}

export interface SecretInput {
  readonly field: SecretField;
  readonly label: string;
  readonly description?: string;
  readonly optional?: boolean;
  /** Several lines, as a PEM key has. */
  readonly long?: boolean;
}

interface KindForm {
  readonly fields: readonly IdentityField[];
  readonly secrets: readonly SecretInput[];
}

const TENANT: IdentityField = {
  name: 'tenant',
  label: 'Tenant',
  description: 'Id or domain, such as contoso.com',
  kind: 'text',
};
const CLIENT: IdentityField = {
  name: 'clientId',
  label: 'Application (client) id',
  description: 'From the overview of the app registration',
  placeholder: '00000000-0000-0000-0000-000000000000',
  kind: 'text',
};

/** What each kind asks for. */
export const KIND_FORMS: Readonly<Record<IdentityKind, KindForm>> = {
  'entra-browser': { fields: [TENANT, CLIENT], secrets: [] },
  'entra-device-code': { fields: [TENANT, CLIENT], secrets: [] },
  'entra-client-secret': {
    fields: [
      TENANT,
      CLIENT,
      {
        name: 'secretExpires',
        label: 'Expires',
        description: 'As the portal shows it: you are warned a month before',
        placeholder: '2027-11-25',
        optional: true,
        kind: 'date',
      },
    ],
    secrets: [
      {
        field: 'clientSecret',
        label: 'Client secret',
        description: 'Its value, not its id. It is kept in the keystore and never shown again.',
      },
    ],
  },
  'entra-certificate': {
    fields: [
      TENANT,
      CLIENT,
      {
        name: 'certificatePem',
        label: 'Certificate',
        placeholder: '-----BEGIN CERTIFICATE-----',
        kind: 'pem',
      },
    ],
    secrets: [{ field: 'privateKey', label: 'Private key', description: 'PEM, not encrypted', long: true }],
  },
  'entra-federated-assertion': {
    fields: [TENANT, CLIENT, { name: 'assertionFile', label: 'Assertion file', kind: 'file' }],
    secrets: [],
  },
  'entra-azure-cli': { fields: [{ ...TENANT, optional: true }], secrets: [] },
  'entra-managed-identity': {
    fields: [{ ...CLIENT, label: 'Client id of a user-assigned identity', optional: true }],
    secrets: [],
  },
  'aws-profile': { fields: [{ name: 'profile', label: 'Profile', kind: 'profile' }], secrets: [] },
  'aws-environment': { fields: [], secrets: [] },
  'aws-sso': {
    fields: [
      {
        name: 'startUrl',
        label: 'Access portal',
        description: 'Its start URL',
        placeholder: 'https://d-0123456789.awsapps.com/start',
        kind: 'text',
      },
      { name: 'ssoRegion', label: 'Region of the portal', placeholder: 'us-east-1', kind: 'text' },
      { name: 'accountId', label: 'Account', description: 'Twelve digits', kind: 'text' },
      { name: 'roleName', label: 'Role', description: 'The permission set’s name', kind: 'text' },
      {
        name: 'sessionName',
        label: 'Session name',
        description: 'As in [sso-session NAME]; tools that share it share the sign-in',
        kind: 'text',
      },
      { name: 'flow', label: 'Way', kind: 'flow' },
    ],
    secrets: [],
  },
  'aws-access-key': {
    fields: [{ name: 'accessKeyId', label: 'Access key id', placeholder: 'AKIA…', kind: 'text' }],
    secrets: [
      { field: 'secretAccessKey', label: 'Secret access key' },
      { field: 'sessionToken', label: 'Session token', optional: true },
    ],
  },
  'openai-key': { fields: [], secrets: [{ field: 'key', label: 'Key' }] },
  'apim-key': { fields: [], secrets: [{ field: 'key', label: 'Subscription key' }] },
};

export type FormValues = Readonly<Record<string, string>>;

/** What a form begins with: the identity's own values, or what the workspace already says. */
export function initialValues(
  kind: IdentityKind,
  workspace: ShownWorkspace,
  identity: ShownIdentity | undefined,
): FormValues {
  const known: Record<string, string> = {
    tenant: workspace.entra?.tenant ?? '',
    ssoRegion: workspace.aws?.region ?? '',
    sessionName: 'federation-workbench',
    flow: 'pkce',
  };
  for (const [name, value] of Object.entries(identity ?? {})) {
    if (typeof value === 'string') known[name] = name === 'secretExpires' ? value.slice(0, 10) : value;
  }
  return Object.fromEntries(KIND_FORMS[kind].fields.map(({ name }) => [name, known[name] ?? '']));
}

/** @returns the identity as main takes it; what is empty and optional is left out */
export function identityOf(kind: IdentityKind, id: string, name: string, values: FormValues): ShownIdentity {
  const given = KIND_FORMS[kind].fields.flatMap((field) => {
    const value = (values[field.name] ?? '').trim();
    if (value === '' && field.optional === true) return [];
    return [[field.name, field.kind === 'date' ? `${value}T00:00:00Z` : value]];
  });
  return { id, name: name.trim(), kind, ...Object.fromEntries(given) } as ShownIdentity;
}

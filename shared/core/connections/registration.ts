import { GRAPH_NEEDS, type GraphNeed } from './needs.ts';

/** App id of Microsoft Graph, the same in every tenant. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

/**
 * Microsoft's own public clients that exist in every tenant (learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in).
 * To use one is an explicit choice: sign-in logs then show Microsoft's name instead of this product's, and many tenants block them.
 */
export const FIRST_PARTY_CLIENTS = [
  { clientId: '14d82eec-204b-4c2f-b7e8-296a70dab67e', name: 'Microsoft Graph Command Line Tools' },
] as const;

/** What an application registration for this product consists of. */
export interface RegistrationPlan {
  readonly displayName: string;
  readonly scopes: readonly string[];
  /** Body of `POST /v1.0/applications`. */
  readonly application: Readonly<Record<string, unknown>>;
  /** The same by hand, in the portal. */
  readonly steps: readonly { readonly title: string; readonly text: string }[];
}

/**
 * Plans a public client that signs people in through the system's browser: `http://localhost` (any port, RFC 8252) and
 * delegated permissions only, so that nobody can do more with it than the person who signs in may do.
 *
 * @param scopeIds ids of Graph's delegated permissions in this tenant, by value
 */
export function planRegistration(
  capabilities: readonly GraphNeed['capability'][],
  scopeIds: ReadonlyMap<string, string> = new Map(),
): RegistrationPlan {
  const scopes = scopesFor(capabilities);
  const displayName = 'Federation Workbench';
  return {
    displayName,
    scopes,
    application: {
      displayName,
      signInAudience: 'AzureADMyOrg',
      isFallbackPublicClient: true,
      publicClient: { redirectUris: ['http://localhost'] },
      requiredResourceAccess: [
        {
          resourceAppId: GRAPH_APP_ID,
          resourceAccess: scopes.flatMap((value) => {
            const id = scopeIds.get(value);
            return id === undefined ? [] : [{ id, type: 'Scope' }];
          }),
        },
      ],
    },
    steps: [
      {
        title: 'Register an application',
        text: `In the Entra admin center: Applications, App registrations, New registration. Name: ${displayName}. Accounts in this organizational directory only.`,
      },
      {
        title: 'Let it sign people in on this machine',
        text: 'Authentication, Add a platform, Mobile and desktop applications, Custom redirect URI: http://localhost. Allow public client flows: Yes.',
      },
      {
        title: 'Add permissions',
        text: `API permissions, Add a permission, Microsoft Graph, Delegated permissions: ${scopes.join(', ')}.`,
      },
      {
        title: 'Consent',
        text: 'Grant admin consent, or send an administrator the consent link below.',
      },
      {
        title: 'Copy two ids',
        text: 'Overview: Application (client) ID and Directory (tenant) ID. Enter them here.',
      },
    ],
  };
}

/** Delegated scopes for capabilities, each once. */
export function scopesFor(capabilities: readonly GraphNeed['capability'][]): readonly string[] {
  const needs = GRAPH_NEEDS.filter(({ capability }) => capabilities.includes(capability));
  return [...new Set(needs.flatMap(({ read, write }) => [...read, ...write]))].sort();
}

/**
 * The link by which an administrator consents for everybody (learn.microsoft.com/entra/identity-platform/v2-admin-consent).
 *
 * @param login the authority, such as the cloud's own
 */
export function adminConsentLink(login: string, tenant: string, clientId: string): string {
  const redirect = encodeURIComponent('http://localhost');
  return `${login}/${encodeURIComponent(tenant)}/adminconsent?client_id=${encodeURIComponent(clientId)}&redirect_uri=${redirect}`;
}

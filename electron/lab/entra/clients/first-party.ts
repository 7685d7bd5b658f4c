import type { Application } from '../directory.ts';

/**
 * Microsoft's own public clients: registered in no tenant of a customer, and let in to each by its administrator's consent
 * (facts/microsoft.md section 1; learn.microsoft.com/graph/powershell/authentication-commands).
 */
const FIRST_PARTY: readonly Application[] = [
  {
    id: '8f1f1b0e-5d4c-4d0b-9d6f-14d82eec204b',
    appId: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
    displayName: 'Microsoft Graph Command Line Tools',
    signInAudience: 'AzureADandPersonalMicrosoftAccount',
    identifierUris: [],
    web: { redirectUris: [] },
    publicClient: { redirectUris: ['http://localhost'] },
    spa: { redirectUris: [] },
    isFallbackPublicClient: true,
    appRoles: [],
    scopes: [],
    requiredResourceAccess: [],
    federatedIdentityCredentials: [],
    keyCredentials: [],
    passwordCredentials: [],
    createdDateTime: '2019-09-01T00:00:00Z',
    secret: { passwords: new Map() },
  },
];

/** Microsoft's own tenant, which owns its clients. */
export const MICROSOFT_TENANT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/** @param appId lower case */
export function firstPartyClient(appId: string): Application | undefined {
  return FIRST_PARTY.find((application) => application.appId === appId);
}

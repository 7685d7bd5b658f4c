import { EntraRefusal } from './entra-refusal.ts';
import { shown } from './request-refusals.ts';

/** Refusals of the application: who it is, how it proves that, and where it wants its answers. */

export function unknownApplication(appId: string, tenant: string): EntraRefusal {
  return new EntraRefusal(
    700016,
    'unauthorized_client',
    `Application with identifier '${shown(appId)}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  );
}

export function missingPrincipal(appId: string, tenant: string): EntraRefusal {
  return new EntraRefusal(
    7000229,
    'invalid_client',
    `The client application ${appId} is missing service principal in the tenant ${tenant}. An administrator of that tenant has to consent to it first.`,
  );
}

export function applicationDisabled(appId: string, name: string): EntraRefusal {
  return new EntraRefusal(7000112, 'unauthorized_client', `Application '${appId}'(${name}) is disabled.`);
}

export function singleTenant(appId: string, name: string): EntraRefusal {
  return new EntraRefusal(
    50194,
    'invalid_request',
    `Application '${appId}'(${name}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
  );
}

export function redirectMismatch(redirectUri: string, appId: string): EntraRefusal {
  return new EntraRefusal(
    50011,
    'invalid_request',
    `The redirect URI '${shown(redirectUri)}' specified in the request does not match the redirect URIs configured for the application '${appId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.`,
  );
}

export function noRedirectUri(appId: string): EntraRefusal {
  return new EntraRefusal(
    500113,
    'invalid_request',
    `No reply address is registered for the application '${appId}'.`,
  );
}

export function credentialsMissing(): EntraRefusal {
  return new EntraRefusal(
    7000218,
    'invalid_client',
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  );
}

/** Also for whoever sends the secret's id instead of its value: the text says so. */
export function wrongSecret(appId: string, name: string): EntraRefusal {
  return new EntraRefusal(
    7000215,
    'invalid_client',
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'(${name}).`,
  );
}

export function secretExpired(appId: string): EntraRefusal {
  return new EntraRefusal(
    7000222,
    'invalid_client',
    `The provided client secret keys for app '${appId}' are expired. Create new keys for your app, or consider using certificate credentials for added security.`,
  );
}

export function publicClientWithSecret(): EntraRefusal {
  return new EntraRefusal(
    700025,
    'invalid_client',
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  );
}

export function assertionMalformed(why: string): EntraRefusal {
  return new EntraRefusal(50027, 'invalid_client', `JWT token is invalid or malformed: ${why}`);
}

export function assertionSignature(reason: string, thumbprint: string | undefined): EntraRefusal {
  const used = thumbprint === undefined ? '' : `, Thumbprint of key used by client: '${shown(thumbprint)}'`;
  return new EntraRefusal(
    700027,
    'invalid_client',
    `The certificate with identifier used to sign the client assertion is not registered on application, or the assertion contains an invalid signature. [Reason - ${reason}${used}]`,
  );
}

export function assertionTime(now: string, from: string, until: string): EntraRefusal {
  return new EntraRefusal(
    700024,
    'invalid_client',
    `Client assertion is not within its valid time range. Current time: ${now}, assertion valid from ${from}, expiry time of assertion ${until}.`,
  );
}

export function assertionAudience(audience: string): EntraRefusal {
  return new EntraRefusal(
    700023,
    'invalid_client',
    `Client assertion audience claim '${shown(audience)}' does not match Realm issuer.`,
  );
}

export function assertionSubject(): EntraRefusal {
  return new EntraRefusal(
    700021,
    'invalid_client',
    "Client assertion application identifier doesn't match 'client_id' parameter.",
  );
}

/** @param what which of the record's three members nothing was found for */
export function noFederatedCredential(
  what: 'issuer' | 'subject' | 'audience' | 'record',
  value: string,
): EntraRefusal {
  const numbers = { record: 70021, issuer: 700211, audience: 700212, subject: 700213 } as const;
  const part = what === 'record' ? '' : ` ${what} '${shown(value)}'`;
  return new EntraRefusal(
    numbers[what],
    'invalid_client',
    `No matching federated identity record found for presented assertion${part}. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.`,
  );
}

export function roleNeeded(clientId: string, client: string, resource: string, name: string): EntraRefusal {
  return new EntraRefusal(
    501051,
    'invalid_grant',
    `Application '${clientId}'(${client}) is not assigned to a role for the application '${resource}'(${name}).`,
  );
}

import type { Application, DirectoryState, ServicePrincipal, Tenant } from '../directory.ts';
import type { AuthnRequest } from './authn-request.ts';
import { type SamlRefusal, shown } from './refusal.ts';

/** The application a request comes from, as the tenant has it. */
export interface SamlApplication {
  readonly principal: ServicePrincipal;
  /** Absent where it is registered in a tenant of which the Lab has no copy. */
  readonly application?: Application;
  /** The identifier it calls itself by: the audience. */
  readonly identifier: string;
}

/**
 * Finds the application whose identifier the issuer of a request is, to the letter.
 *
 * @param protocol SAML has to be chosen as the application's single sign-on mode, WS-Federation is no mode of its own
 */
export function applicationOf(
  directory: DirectoryState,
  tenant: Tenant,
  issuer: string,
  protocol: 'saml' | 'ws-fed' = 'saml',
): SamlApplication | SamlRefusal {
  const known = [...tenant.servicePrincipals.values()];
  const bare = issuer.replace(/^spn:/, '');
  const principal =
    bare === '' ? undefined : known.find(({ servicePrincipalNames }) => servicePrincipalNames.includes(bare));
  if (principal?.preferredSingleSignOnMode === 'saml' || (principal !== undefined && protocol === 'ws-fed'))
    return withApplication(directory, principal, issuer);
  const near = (name: string) =>
    name.toLowerCase().replace(/\/$/, '') === bare.toLowerCase().replace(/\/$/, '');
  if (principal !== undefined || bare === '' || known.some((one) => one.servicePrincipalNames.some(near)))
    return {
      aadsts: 650056,
      message: `Misconfigured application. The issuer '${shown(issuer)}' of the request is not the identifier (entity ID) of an application that is set up for SAML in the tenant ${tenant.displayName}, or the application has not been consented to.`,
    };
  return {
    aadsts: 700016,
    message: `Application with identifier '${shown(issuer)}' was not found in the directory '${tenant.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  };
}

/** The application of a service principal that starts the sign-in itself, with its first identifier. */
export function applicationToLaunch(
  directory: DirectoryState,
  tenant: Tenant,
  appId: string,
): SamlApplication | SamlRefusal {
  const principal = [...tenant.servicePrincipals.values()].find((one) => one.appId === appId);
  if (principal === undefined || principal.preferredSingleSignOnMode !== 'saml')
    return {
      aadsts: 700016,
      message: `Application with identifier '${shown(appId)}' was not found in the directory '${tenant.displayName}', or is not set up for SAML.`,
    };
  const identifier = principal.servicePrincipalNames.find((name) => name !== appId) ?? `spn:${appId}`;
  return withApplication(directory, principal, identifier);
}

function withApplication(
  directory: DirectoryState,
  principal: ServicePrincipal,
  identifier: string,
): SamlApplication | SamlRefusal {
  if (!principal.accountEnabled)
    return {
      aadsts: 7000112,
      message: `Application '${principal.appId}'(${principal.displayName}) is disabled.`,
    };
  const application = registrationOf(directory, principal);
  return application === undefined ? { principal, identifier } : { principal, application, identifier };
}

/** The registration behind a service principal, in whichever tenant it is. */
export function registrationOf(
  { tenants }: DirectoryState,
  { appId }: ServicePrincipal,
): Application | undefined {
  for (const { applications } of tenants.values()) {
    for (const application of applications.values()) if (application.appId === appId) return application;
  }
  return undefined;
}

/** The assertion consumer service the answer goes to: the request's, if it is registered to the letter, or the first one. */
export function consumerServiceOf(
  { principal }: SamlApplication,
  request: Pick<AuthnRequest, 'consumerService'> | undefined,
): string | SamlRefusal {
  const { replyUrls, appId } = principal;
  const wanted = request?.consumerService ?? replyUrls[0];
  if (wanted === undefined)
    return { aadsts: 500113, message: `No reply address is registered for the application '${appId}'.` };
  if (replyUrls.includes(wanted)) return wanted;
  return {
    aadsts: 50011,
    message: `The reply URL '${shown(wanted)}' specified in the request does not match the reply URLs configured for the application '${appId}'. Make sure the reply URL sent in the request matches one added to your application in the Azure portal.`,
  };
}

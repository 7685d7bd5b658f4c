import samlify from 'samlify';
import type { ExternalIdentityProvider } from '../identity-center.ts';
import type { InstanceNames } from './instance-names.ts';

const { IdentityProvider, SamlLib, ServiceProvider } = samlify;

const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings:';
const FORMAT_EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

const AUTHN_REQUEST =
  '<?xml version="1.0" encoding="UTF-8"?><saml2p:AuthnRequest xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" AssertionConsumerServiceURL="{AssertionConsumerServiceURL}" Destination="{Destination}" ID="{ID}" IssueInstant="{IssueInstant}" Version="2.0"><saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">{Issuer}</saml2:Issuer><saml2p:NameIDPolicy Format="{NameIDFormat}"/></saml2p:AuthnRequest>';

function serviceProvider(names: InstanceNames): ReturnType<typeof ServiceProvider> {
  return ServiceProvider({
    entityID: names.entityId,
    authnRequestsSigned: false,
    wantAssertionsSigned: true,
    nameIDFormat: [FORMAT_EMAIL],
    assertionConsumerService: [{ Binding: `${BINDINGS}HTTP-POST`, Location: names.acs, isDefault: true }],
  });
}

/** @returns the metadata an administrator downloads and gives to the identity provider (SAML 2.0 Metadata section 2.4.4) */
export function serviceProviderMetadata(names: InstanceNames): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${serviceProvider(names).getMetadata()}`;
}

/**
 * Makes an unsigned AuthnRequest for the redirect binding (SAML 2.0 Bindings section 3.4), as Identity Center does.
 *
 * @param request.id the message's ID
 * @param request.at epoch milliseconds
 * @returns the identity provider's address with the message in its query
 */
export function loginAddress(
  names: InstanceNames,
  provider: ExternalIdentityProvider,
  request: { readonly id: string; readonly at: number; readonly relayState: string },
): string {
  const endpoint = [{ Binding: `${BINDINGS}HTTP-Redirect`, Location: provider.signInUrl }];
  const idp = IdentityProvider({
    entityID: provider.entityId,
    singleSignOnService: endpoint,
    // Unused, but samlify complains on the console about an identity provider without one.
    singleLogoutService: endpoint,
  });
  const { context } = serviceProvider(names).createLoginRequest(idp, 'redirect', {
    relayState: request.relayState,
    customTagReplacement: () => ({
      id: request.id,
      context: SamlLib.replaceTagsByValue(AUTHN_REQUEST, {
        AssertionConsumerServiceURL: names.acs,
        Destination: provider.signInUrl,
        ID: request.id,
        IssueInstant: new Date(request.at).toISOString(),
        Issuer: names.entityId,
        NameIDFormat: FORMAT_EMAIL,
      }),
    }),
  });
  return context;
}

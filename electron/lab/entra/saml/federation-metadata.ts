import samlify from 'samlify';
import type { ServicePrincipal, Tenant } from '../directory.ts';
import { entityIdOf } from './response.ts';
import { signSamlMessage } from './sign-message.ts';
import { signingKeyOf } from './signing-key.ts';

const { redirect, post } = samlify.Constants.namespace.binding;

/**
 * The metadata a service provider loads (SAML 2.0 Metadata section 2.4.3): the tenant's entity with the certificates of one
 * application, the one that signs first, signed by it.
 *
 * @param base `https://login.microsoftonline.com`
 * @param principal undefined for the tenant's own keys
 * @param guid part of the document's ID
 */
export function federationMetadata(
  tenant: Tenant,
  principal: ServicePrincipal | undefined,
  base: string,
  guid: string,
): string {
  const signing = principal === undefined ? tenant.signingKeys[0] : signingKeyOf(principal);
  const all = principal?.signingKeys ?? tenant.signingKeys;
  const keys = signing === undefined ? [] : [signing, ...all.filter((key) => key !== signing)];
  const location = `${base}/${tenant.id}/saml2`;
  const endpoints = [redirect, post].map((Binding) => ({ Binding, Location: location }));
  const metadata = samlify
    .IdentityProvider({
      entityID: entityIdOf(tenant.id),
      signingCert: keys.map(({ certificatePem }) => certificatePem),
      singleSignOnService: endpoints,
      singleLogoutService: endpoints.slice(0, 1),
    })
    .getMetadata();
  const named = metadata.replace('<EntityDescriptor ', `<EntityDescriptor ID="_${guid}" `);
  return signing === undefined ? named : signSamlMessage(named, '/*', 'sha256', signing, 'first');
}

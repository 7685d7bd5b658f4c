import { certificateBase64 } from '../platform/certificates.ts';
import { privateKeyOf } from '../platform/rsa-key.ts';
import { signXml } from '../platform/xml-sign.ts';
import { type XmlText, xml } from '../platform/xml-text.ts';
import type { AdfsState } from './state.ts';
import { issuerOf } from './token.ts';

const SAML2 = 'urn:oasis:names:tc:SAML:2.0';

/**
 * The farm's federation metadata (WS-Federation 1.2 section 3; SAML 2.0 Metadata), signed by the key that signs tokens, with
 * every token-signing certificate in it.
 *
 * @param guid part of the document's ID
 */
export function federationMetadata(state: AdfsState, guid: string): string {
  const [signing] = state.tokenSigning;
  if (signing === undefined) throw new RangeError('the farm has no token-signing certificate');
  const id = `_${guid}`;
  const passive = `https://${state.host}/adfs/ls/`;
  const keys = state.tokenSigning.map(
    ({ certificatePem }) =>
      xml`<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificateBase64(certificatePem)}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`,
  );
  const document = xml`<EntityDescriptor ID="${id}" entityID="${issuerOf(state)}" xmlns="${SAML2}:metadata">${securityTokenService(keys, passive)}<IDPSSODescriptor protocolSupportEnumeration="${SAML2}:protocol">${keys}<SingleLogoutService Binding="${SAML2}:bindings:HTTP-Redirect" Location="${passive}"/><SingleLogoutService Binding="${SAML2}:bindings:HTTP-POST" Location="${passive}"/><NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat><NameIDFormat>${SAML2}:nameid-format:persistent</NameIDFormat><NameIDFormat>${SAML2}:nameid-format:transient</NameIDFormat><SingleSignOnService Binding="${SAML2}:bindings:HTTP-Redirect" Location="${passive}"/><SingleSignOnService Binding="${SAML2}:bindings:HTTP-POST" Location="${passive}"/></IDPSSODescriptor></EntityDescriptor>`;
  return signXml(document.xml, id, 'first', {
    key: privateKeyOf(signing.key),
    certificate: certificateBase64(signing.certificatePem),
  });
}

function securityTokenService(keys: readonly XmlText[], passive: string): XmlText {
  return xml`<RoleDescriptor xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="http://schemas.xmlsoap.org/ws/2005/02/trust http://docs.oasis-open.org/wsfed/federation/200706" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706">${keys}<fed:TokenTypesOffered><fed:TokenType Uri="urn:oasis:names:tc:SAML:1.0:assertion"/></fed:TokenTypesOffered><fed:PassiveRequestorEndpoint><wsa:EndpointReference xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>${passive}</wsa:Address></wsa:EndpointReference></fed:PassiveRequestorEndpoint></RoleDescriptor>`;
}

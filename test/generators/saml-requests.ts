import { issuerElement, SamlWriter } from './saml-response.ts';
import type { SamlStyle } from './saml-style.ts';
import type { SamlValues } from './saml-values.ts';
import { type ElementModel, element } from './xml-model.ts';

/** An unsigned AuthnRequest as a relying party sends it. */
export function authnRequestElement(style: SamlStyle, values: SamlValues): ElementModel {
  const writer = new SamlWriter(style);
  return element(
    writer.p('AuthnRequest'),
    {
      ...writer.protocolNamespaces(),
      ID: values.messageId,
      Version: '2.0',
      IssueInstant: writer.time(values.issuedAt),
      Destination: 'https://login.microsoftonline.com/common/saml2',
      AssertionConsumerServiceURL: values.recipient,
    },
    ...writer.lay(
      1,
      issuerElement(writer, values, true),
      element(writer.p('NameIDPolicy'), { Format: values.nameIdFormat, AllowCreate: 'true' }),
    ),
  );
}

/** An unsigned LogoutRequest for the message's person. */
export function logoutRequestElement(style: SamlStyle, values: SamlValues): ElementModel {
  const writer = new SamlWriter(style);
  return element(
    writer.p('LogoutRequest'),
    {
      ...writer.protocolNamespaces(),
      ID: values.messageId,
      Version: '2.0',
      IssueInstant: writer.time(values.issuedAt),
      Destination: values.recipient,
      NotOnOrAfter: writer.time(values.notOnOrAfter),
    },
    ...writer.lay(
      1,
      issuerElement(writer, values, true),
      element(
        writer.a('NameID'),
        { ...writer.assertionNamespace(), Format: values.nameIdFormat },
        values.nameId,
      ),
      element(writer.p('SessionIndex'), {}, values.assertionId),
    ),
  );
}

/** An unsigned LogoutResponse that reports success. */
export function logoutResponseElement(style: SamlStyle, values: SamlValues): ElementModel {
  const writer = new SamlWriter(style);
  const code = element(writer.p('StatusCode'), { Value: 'urn:oasis:names:tc:SAML:2.0:status:Success' });
  return element(
    writer.p('LogoutResponse'),
    {
      ...writer.protocolNamespaces(),
      ID: values.messageId,
      Version: '2.0',
      IssueInstant: writer.time(values.issuedAt),
      Destination: values.recipient,
      InResponseTo: values.inResponseTo ?? `_${values.assertionId.slice(1)}`,
    },
    ...writer.lay(
      1,
      issuerElement(writer, values, true),
      element(writer.p('Status'), {}, ...writer.lay(2, code)),
    ),
  );
}

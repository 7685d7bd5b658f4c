import type { SamlValues } from './saml-values.ts';
import { type ElementModel, element } from './xml-model.ts';

const TRUST = 'http://schemas.xmlsoap.org/ws/2005/02/trust';
const SAML11 = 'urn:oasis:names:tc:SAML:1.0:assertion';

/** What AD FS says about a person in SAML 1.1. */
export function saml11AssertionElement(values: SamlValues): ElementModel {
  const time = (at: number): string => new Date(at).toISOString();
  const subject = (): ElementModel =>
    element(
      'saml:Subject',
      {},
      element(
        'saml:NameIdentifier',
        { Format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified' },
        values.nameId,
      ),
      element(
        'saml:SubjectConfirmation',
        {},
        element('saml:ConfirmationMethod', {}, 'urn:oasis:names:tc:SAML:1.0:cm:bearer'),
      ),
    );
  const attribute = (name: string, namespace: string, value: string): ElementModel =>
    element(
      'saml:Attribute',
      { AttributeName: name, AttributeNamespace: namespace },
      element('saml:AttributeValue', {}, value),
    );
  return element(
    'saml:Assertion',
    {
      'xmlns:saml': SAML11,
      MajorVersion: '1',
      MinorVersion: '1',
      AssertionID: values.assertionId,
      Issuer: 'http://sts.example.com/adfs/services/trust',
      IssueInstant: time(values.issuedAt),
    },
    element(
      'saml:Conditions',
      { NotBefore: time(values.notBefore), NotOnOrAfter: time(values.notOnOrAfter) },
      element(
        'saml:AudienceRestrictionCondition',
        {},
        element('saml:Audience', {}, 'urn:federation:MicrosoftOnline'),
      ),
    ),
    element(
      'saml:AttributeStatement',
      {},
      subject(),
      attribute('UPN', 'http://schemas.xmlsoap.org/claims', values.nameId),
      attribute('ImmutableID', 'http://schemas.microsoft.com/LiveID/Federation/2008/05', 'dGVzdA=='),
    ),
    element(
      'saml:AuthenticationStatement',
      {
        AuthenticationMethod: 'urn:oasis:names:tc:SAML:1.0:am:password',
        AuthenticationInstant: time(values.notBefore),
      },
      subject(),
    ),
  );
}

/** The RequestSecurityTokenResponse AD FS posts as wresult. */
export function wsFedElement(values: SamlValues, token: ElementModel): ElementModel {
  const time = (at: number): string => new Date(at).toISOString();
  return element(
    't:RequestSecurityTokenResponse',
    { 'xmlns:t': TRUST },
    element(
      't:Lifetime',
      {},
      element('wsu:Created', { 'xmlns:wsu': WSU }, time(values.issuedAt)),
      element('wsu:Expires', { 'xmlns:wsu': WSU }, time(values.notOnOrAfter)),
    ),
    element(
      'wsp:AppliesTo',
      { 'xmlns:wsp': 'http://schemas.xmlsoap.org/ws/2004/09/policy' },
      element(
        'wsa:EndpointReference',
        { 'xmlns:wsa': 'http://www.w3.org/2005/08/addressing' },
        element('wsa:Address', {}, 'urn:federation:MicrosoftOnline'),
      ),
    ),
    element('t:RequestedSecurityToken', {}, token),
    element('t:TokenType', {}, SAML11),
    element('t:RequestType', {}, `${TRUST}/Issue`),
    element('t:KeyType', {}, 'http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey'),
  );
}

const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';

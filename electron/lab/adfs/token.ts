import { certificateBase64 } from '../platform/certificates.ts';
import { privateKeyOf } from '../platform/rsa-key.ts';
import { signXml } from '../platform/xml-sign.ts';
import { type XmlText, xml } from '../platform/xml-text.ts';
import { firstFactor, withMultiple } from './methods.ts';
import { RELYING_PARTY } from './passive-request.ts';
import type { AdfsState, ForestAccount } from './state.ts';

const SAML11 = 'urn:oasis:names:tc:SAML:1.0:assertion';
const TRUST = 'http://schemas.xmlsoap.org/ws/2005/02/trust';
const LIFETIME = 60 * 60_000;

/** What a token says. */
export interface TokenFacts {
  readonly account: ForestAccount;
  readonly methods: readonly string[];
  readonly authenticatedAt: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** `_` and a GUID. */
  readonly id: string;
}

/** The name AD FS signs tokens under: its federation service identifier. */
export function issuerOf(state: Pick<AdfsState, 'host'>): string {
  return `http://${state.host}/adfs/services/trust`;
}

/**
 * The answer to a sign-in: a RequestSecurityTokenResponse (WS-Trust, February 2005) around a SAML 1.1 assertion that the
 * farm's first token-signing key has signed.
 *
 * @returns the value of `wresult`
 */
export function securityTokenResponse(state: AdfsState, facts: TokenFacts): string {
  const [signing] = state.tokenSigning;
  if (signing === undefined) throw new RangeError('the farm has no token-signing certificate');
  const response = responseAround(facts, assertion(state, facts));
  return signXml(response.xml, facts.id, 'last', {
    key: privateKeyOf(signing.key),
    certificate: certificateBase64(signing.certificatePem),
  });
}

function assertion(state: AdfsState, facts: TokenFacts): XmlText {
  const { account, methods, authenticatedAt, now, id } = facts;
  const subject = xml`<saml:Subject><saml:NameIdentifier Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">${account.immutableId}</saml:NameIdentifier><saml:SubjectConfirmation><saml:ConfirmationMethod>urn:oasis:names:tc:SAML:1.0:cm:bearer</saml:ConfirmationMethod></saml:SubjectConfirmation></saml:Subject>`;
  const attributes = [
    attribute('UPN', 'http://schemas.xmlsoap.org/claims', [account.userPrincipalName]),
    attribute('ImmutableID', 'http://schemas.microsoft.com/LiveID/Federation/2008/05', [account.immutableId]),
    // Without the rule that passes it on, the relying party never learns of a second factor.
    ...(state.passAuthenticationMethods
      ? [attribute('authnmethodsreferences', 'http://schemas.microsoft.com/claims', withMultiple(methods))]
      : []),
  ];
  return xml`<saml:Assertion xmlns:saml="${SAML11}" MajorVersion="1" MinorVersion="1" AssertionID="${id}" Issuer="${issuerOf(state)}" IssueInstant="${iso(now)}"><saml:Conditions NotBefore="${iso(now)}" NotOnOrAfter="${iso(now + LIFETIME)}"><saml:AudienceRestrictionCondition><saml:Audience>${RELYING_PARTY}</saml:Audience></saml:AudienceRestrictionCondition></saml:Conditions><saml:AttributeStatement>${subject}${attributes}</saml:AttributeStatement><saml:AuthenticationStatement AuthenticationMethod="${firstFactor(methods)}" AuthenticationInstant="${iso(authenticatedAt)}">${subject}</saml:AuthenticationStatement></saml:Assertion>`;
}

function attribute(name: string, namespace: string, values: readonly string[]): XmlText {
  return xml`<saml:Attribute AttributeName="${name}" AttributeNamespace="${namespace}">${values.map((value) => xml`<saml:AttributeValue>${value}</saml:AttributeValue>`)}</saml:Attribute>`;
}

function responseAround({ now }: TokenFacts, token: XmlText): XmlText {
  return xml`<t:RequestSecurityTokenResponse xmlns:t="${TRUST}"><t:Lifetime><wsu:Created xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">${iso(now)}</wsu:Created><wsu:Expires xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd">${iso(now + LIFETIME)}</wsu:Expires></t:Lifetime><wsp:AppliesTo xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"><wsa:EndpointReference xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>${RELYING_PARTY}</wsa:Address></wsa:EndpointReference></wsp:AppliesTo><t:RequestedSecurityToken>${token}</t:RequestedSecurityToken><t:TokenType>${SAML11}</t:TokenType><t:RequestType>${TRUST}/Issue</t:RequestType><t:KeyType>http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey</t:KeyType></t:RequestSecurityTokenResponse>`;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

import type { LabRandom } from '../../platform/lab-random.ts';
import { type XmlText, xml, xmlAttribute } from '../../platform/xml-text.ts';
import type { ServicePrincipal, SigningKey } from '../directory.ts';
import type { SamlClaim } from './mapping-policy.ts';
import type { NameId } from './name-id.ts';
import { signSamlMessage } from './sign-message.ts';

const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const RESPONSE_PATH = "/*[local-name(.)='Response']";
const ASSERTION_PATH = `${RESPONSE_PATH}/*[local-name(.)='Assertion']`;
const TRUST = 'http://schemas.xmlsoap.org/ws/2005/02/trust';
const UTILITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const STATUS = 'urn:oasis:names:tc:SAML:2.0:status';
/** How far the validity reaches back and forth (facts/tokens.md, shapes). */
const BEFORE = 5 * 60_000;
const AFTER = 65 * 60_000;

/** What every response says. */
export interface ResponseFacts {
  readonly tenantId: string;
  /** The assertion consumer service under its real name. */
  readonly destination: string;
  /** ID of the request; absent where the identity provider began. */
  readonly inResponseTo?: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What a response that signs somebody in says besides. */
export interface AssertionFacts extends ResponseFacts {
  readonly audience: string;
  readonly nameId: NameId;
  readonly claims: readonly SamlClaim[];
  readonly authenticatedAt: number;
  readonly authnContext: string;
}

/** @returns `_` and a GUID: an ID may not begin with a digit */
function newId(random: LabRandom): string {
  return `_${random.uuid()}`;
}

/** @returns the issuer name of a tenant */
export function entityIdOf(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/`;
}

/**
 * Entra's SAML response (SAML 2.0 Core section 3.3.3) with one signed assertion, or signed itself, or both, as the
 * application has it.
 *
 * @returns the document, and the assertion's ID, which is the session index
 */
export function signedResponse(
  facts: AssertionFacts,
  signing: ServicePrincipal['samlSigning'],
  key: SigningKey,
  random: LabRandom,
): { readonly document: string; readonly sessionIndex: string } {
  const sessionIndex = newId(random);
  const { option, hash } = signing;
  let document = envelope(facts, random, success(), assertion(facts, sessionIndex)).xml;
  if (option !== 'response') document = signSamlMessage(document, ASSERTION_PATH, hash, key);
  if (option !== 'assertion') document = signSamlMessage(document, RESPONSE_PATH, hash, key);
  return { document, sessionIndex };
}

/**
 * The answer of WS-Federation to an application: a RequestSecurityTokenResponse (WS-Trust, February 2005) around a signed
 * assertion of SAML 2.0, as Entra issues it by default.
 *
 * @returns the value of `wresult`, and the assertion's ID
 */
export function securityTokenResponse(
  facts: AssertionFacts,
  hash: 'sha256' | 'sha1',
  key: SigningKey,
  random: LabRandom,
): { readonly document: string; readonly sessionIndex: string } {
  const sessionIndex = newId(random);
  const [created, expires] = [iso(facts.now), iso(facts.now + AFTER)];
  const { xml: document } =
    xml`<t:RequestSecurityTokenResponse xmlns:t="${TRUST}"><t:Lifetime><wsu:Created xmlns:wsu="${UTILITY}">${created}</wsu:Created><wsu:Expires xmlns:wsu="${UTILITY}">${expires}</wsu:Expires></t:Lifetime><wsp:AppliesTo xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"><wsa:EndpointReference xmlns:wsa="http://www.w3.org/2005/08/addressing"><wsa:Address>${facts.audience}</wsa:Address></wsa:EndpointReference></wsp:AppliesTo><t:RequestedSecurityToken>${assertion(facts, sessionIndex)}</t:RequestedSecurityToken><t:TokenType>http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0</t:TokenType><t:RequestType>${TRUST}/Issue</t:RequestType><t:KeyType>http://schemas.xmlsoap.org/ws/2005/05/identity/NoProofKey</t:KeyType></t:RequestSecurityTokenResponse>`;
  return { document: signSamlMessage(document, "//*[local-name(.)='Assertion']", hash, key), sessionIndex };
}

/**
 * A response that signs nobody in, itself signed: service providers believe no other.
 *
 * @param status second-level code, such as `NoPassive` (SAML 2.0 Core section 3.2.2.2)
 */
export function failureResponse(
  facts: ResponseFacts,
  status: string,
  message: string,
  key: SigningKey,
  random: LabRandom,
): string {
  const body = xml`<samlp:Status><samlp:StatusCode Value="${STATUS}:Responder"><samlp:StatusCode Value="${STATUS}:${status}"/></samlp:StatusCode><samlp:StatusMessage>${message}</samlp:StatusMessage></samlp:Status>`;
  return signSamlMessage(envelope(facts, random, body, undefined).xml, RESPONSE_PATH, 'sha256', key);
}

function success(): XmlText {
  return xml`<samlp:Status><samlp:StatusCode Value="${STATUS}:Success"/></samlp:Status>`;
}

function envelope(
  facts: ResponseFacts,
  random: LabRandom,
  status: XmlText,
  content: XmlText | undefined,
): XmlText {
  const { destination, inResponseTo, now, tenantId } = facts;
  return xml`<samlp:Response ID="${newId(random)}" Version="2.0" IssueInstant="${iso(now)}" Destination="${destination}"${xmlAttribute('InResponseTo', inResponseTo)} xmlns:samlp="${PROTOCOL}"><Issuer xmlns="${ASSERTION}">${entityIdOf(tenantId)}</Issuer>${status}${content}</samlp:Response>`;
}

function assertion(facts: AssertionFacts, id: string): XmlText {
  const { now, nameId, audience, inResponseTo, destination, claims } = facts;
  const end = iso(now + AFTER);
  return xml`<Assertion ID="${id}" IssueInstant="${iso(now)}" Version="2.0" xmlns="${ASSERTION}"><Issuer>${entityIdOf(facts.tenantId)}</Issuer><Subject><NameID Format="${nameId.format}">${nameId.value}</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData${xmlAttribute('InResponseTo', inResponseTo)} NotOnOrAfter="${end}" Recipient="${destination}"/></SubjectConfirmation></Subject><Conditions NotBefore="${iso(now - BEFORE)}" NotOnOrAfter="${end}"><AudienceRestriction><Audience>${audience}</Audience></AudienceRestriction></Conditions><AttributeStatement>${claims.map(attribute)}</AttributeStatement><AuthnStatement AuthnInstant="${iso(facts.authenticatedAt)}" SessionIndex="${id}"><AuthnContext><AuthnContextClassRef>${facts.authnContext}</AuthnContextClassRef></AuthnContext></AuthnStatement></Assertion>`;
}

function attribute({ name, nameFormat, values }: SamlClaim): XmlText {
  return xml`<Attribute Name="${name}"${xmlAttribute('NameFormat', nameFormat)}>${values.map((value) => xml`<AttributeValue>${value}</AttributeValue>`)}</Attribute>`;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

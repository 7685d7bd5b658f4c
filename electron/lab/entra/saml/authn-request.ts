import { instantOf } from '../../../../shared/core/saml/read-assertion.ts';
import { NS } from '../../../../shared/core/xml/namespaces.ts';
import { attribute, child, childrenNamed, textOf } from '../../../../shared/core/xml/query.ts';
import type { XmlElement } from '../../../../shared/core/xml/tree.ts';
import { invalid } from './message.ts';
import { NAME_ID_FORMATS } from './name-id.ts';
import { type SamlRefusal, shown } from './refusal.ts';

/** What an AuthnRequest asks for (SAML 2.0 Core section 3.4.1). */
export interface AuthnRequest {
  readonly id: string;
  readonly issuer: string;
  readonly consumerService?: string;
  readonly nameIdFormat?: string;
  readonly spNameQualifier?: string;
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
  /** Class references, any of which will do; absent where any will do. */
  readonly authnContexts?: readonly string[];
}

const POST_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
/** Requests that are older are refused: somebody kept them, or a clock is wrong. */
const OLDEST = 60 * 60_000;
const NC_NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u;

/**
 * Reads a request and checks what does not depend on the application. Destination, ProviderName, Consent, the indexes of
 * services and Conditions are not looked at, as Entra does not.
 *
 * @param now epoch milliseconds of the Lab's time
 */
export function readAuthnRequest(root: XmlElement, now: number): AuthnRequest | SamlRefusal {
  const id = attribute(root, 'ID') ?? '';
  if (attribute(root, 'Version') !== '2.0') return invalid('its Version is not 2.0');
  if (!NC_NAME.test(id))
    return {
      aadsts: 7500529,
      message: `The value '${shown(id)}' is not a valid SAML ID. The ID must not begin with a number.`,
    };
  const instant = instantOf(root, 'IssueInstant')?.ms;
  if (instant === undefined) return invalid('its IssueInstant is missing or no time');
  if (instant + OLDEST < now)
    return {
      aadsts: 76026,
      message: `The issue time in the SAML2 authentication request is expired: ${new Date(instant).toISOString()}.`,
    };
  if (child(root, NS.saml, 'Subject') !== undefined) return invalid('it names a Subject');
  const binding = attribute(root, 'ProtocolBinding');
  if (binding !== undefined && binding !== POST_BINDING)
    return { aadsts: 75003, message: `SAML protocol binding '${shown(binding)}' is not supported.` };
  const forceAuthn = flag(root, 'ForceAuthn');
  const isPassive = flag(root, 'IsPassive');
  if (forceAuthn === undefined || isPassive === undefined)
    return invalid('ForceAuthn or IsPassive is neither true nor false');
  const issuer = child(root, NS.saml, 'Issuer');
  const policy = nameIdPolicy(root);
  if ('aadsts' in policy) return policy;
  const contexts = requestedContexts(root);
  if ('aadsts' in contexts) return contexts;
  const consumerService = attribute(root, 'AssertionConsumerServiceURL');
  return {
    id,
    issuer: issuer === undefined ? '' : textOf(issuer).trim(),
    ...(consumerService === undefined ? {} : { consumerService }),
    ...policy,
    forceAuthn,
    isPassive,
    ...contexts,
  };
}

function flag(root: XmlElement, name: string): boolean | undefined {
  const value = attribute(root, name) ?? 'false';
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : undefined;
}

function nameIdPolicy(
  root: XmlElement,
): Pick<AuthnRequest, 'nameIdFormat' | 'spNameQualifier'> | SamlRefusal {
  const policy = child(root, NS.samlp, 'NameIDPolicy');
  if (policy === undefined) return {};
  const nameIdFormat = attribute(policy, 'Format');
  const spNameQualifier = attribute(policy, 'SPNameQualifier');
  if (nameIdFormat !== undefined && !NAME_ID_FORMATS.includes(nameIdFormat))
    return {
      aadsts: 75016,
      message: `The SAML2 authentication request has an invalid NameIdPolicy: the format '${shown(nameIdFormat)}' is not supported.`,
    };
  return {
    ...(nameIdFormat === undefined ? {} : { nameIdFormat }),
    ...(spNameQualifier === undefined ? {} : { spNameQualifier }),
  };
}

function requestedContexts(root: XmlElement): Pick<AuthnRequest, 'authnContexts'> | SamlRefusal {
  const wanted = child(root, NS.samlp, 'RequestedAuthnContext');
  if (wanted === undefined) return {};
  const comparison = attribute(wanted, 'Comparison') ?? 'exact';
  if (comparison !== 'exact')
    return {
      aadsts: 75011,
      message: `The requested authentication context is compared by '${shown(comparison)}'; only 'exact' is supported.`,
    };
  const authnContexts = childrenNamed(wanted, NS.saml, 'AuthnContextClassRef').map((reference) =>
    textOf(reference).trim(),
  );
  return authnContexts.length === 0 ? invalid('its RequestedAuthnContext names no class') : { authnContexts };
}

import type { XmlElement } from '../xml/tree.ts';
import type { Instant } from './instant.ts';

/** A name identifier as it stands in the message. */
export interface NameIdFacts {
  readonly value: string;
  readonly format?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
  readonly element: XmlElement;
}

export interface ConfirmationFacts {
  readonly method: string | undefined;
  readonly data:
    | {
        readonly recipient?: string;
        readonly inResponseTo?: string;
        readonly notBefore?: Instant;
        readonly notOnOrAfter?: Instant;
      }
    | undefined;
  readonly element: XmlElement;
}

export interface ConditionsFacts {
  readonly notBefore?: Instant;
  readonly notOnOrAfter?: Instant;
  /** One list a restriction: the service provider must be in each. */
  readonly audiences: readonly (readonly string[])[];
  readonly oneTimeUse: boolean;
  /** Local names of conditions that a reader must understand and this one does not (SAML 2.0 Core section 2.5.1.1). */
  readonly unknown: readonly string[];
  readonly element: XmlElement;
}

export interface AuthenticationFacts {
  readonly instant?: Instant;
  readonly sessionIndex?: string;
  readonly sessionNotOnOrAfter?: Instant;
  /** AuthnContextClassRef; in SAML 1.1 the AuthenticationMethod. */
  readonly context?: string;
  readonly element: XmlElement;
}

export interface AttributeFacts {
  /** In SAML 1.1 namespace and name joined by a slash, as Microsoft's products write it. */
  readonly name: string;
  readonly nameFormat?: string;
  readonly friendlyName?: string;
  readonly values: readonly string[];
  readonly element: XmlElement;
}

/** One assertion of SAML 2.0 or 1.1 in one shape. Every value comes from the tree it was read from, and from no other. */
export interface AssertionFacts {
  readonly saml: '2.0' | '1.1';
  readonly element: XmlElement;
  readonly version: string | undefined;
  readonly id: string | undefined;
  readonly issuer: string | undefined;
  readonly issueInstant: Instant | undefined;
  readonly hasSubject: boolean;
  readonly nameId: NameIdFacts | undefined;
  /** Further names, which SAML 1.1 repeats in every statement: all must be the same. */
  readonly otherNames: readonly string[];
  readonly confirmations: readonly ConfirmationFacts[];
  readonly conditions: ConditionsFacts | undefined;
  readonly authentications: readonly AuthenticationFacts[];
  readonly attributes: readonly AttributeFacts[];
  /** EncryptedID and EncryptedAttribute elements that stand unopened in this tree. */
  readonly encrypted: readonly XmlElement[];
}

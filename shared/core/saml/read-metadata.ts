import { NS } from '../xml/namespaces.ts';
import { attribute, childElements, childrenNamed, textOf } from '../xml/query.ts';
import type { XmlElement } from '../xml/tree.ts';
import type { Instant } from './instant.ts';
import { instantOf, optional } from './read-assertion.ts';

const IDP = 'IDPSSODescriptor';
const SP = 'SPSSODescriptor';
const ENDPOINTS = ['SingleSignOnService', 'SingleLogoutService', 'AssertionConsumerService'];

/** An X509Certificate of a KeyDescriptor. */
interface MetadataCertificate {
  /** Base64 without white space, not yet read. */
  readonly base64: string;
  /** Absent where the descriptor is for both uses. */
  readonly use?: string;
  readonly element: XmlElement;
}

interface MetadataEndpoint {
  readonly service: string;
  readonly binding: string | undefined;
  readonly location: string | undefined;
  readonly element: XmlElement;
}

/** One role of an entity (SAML 2.0 Metadata section 2.4). */
export interface MetadataRole {
  readonly role: 'idp' | 'sp' | 'other';
  readonly name: string;
  readonly certificates: readonly MetadataCertificate[];
  readonly endpoints: readonly MetadataEndpoint[];
  readonly speaksSaml2: boolean;
  readonly element: XmlElement;
}

/** One EntityDescriptor (SAML 2.0 Metadata section 2.3.2). */
export interface MetadataEntity {
  readonly entityId: string | undefined;
  readonly validUntil?: Instant;
  readonly roles: readonly MetadataRole[];
  readonly element: XmlElement;
}

function certificatesOf(role: XmlElement): MetadataCertificate[] {
  return childrenNamed(role, NS.md, 'KeyDescriptor').flatMap((descriptor) =>
    childrenNamed(descriptor, NS.ds, 'KeyInfo').flatMap((info) =>
      childrenNamed(info, NS.ds, 'X509Data').flatMap((data) =>
        childrenNamed(data, NS.ds, 'X509Certificate').map((element) => ({
          base64: textOf(element).replace(/\s+/g, ''),
          element,
          ...optional('use', attribute(descriptor, 'use')),
        })),
      ),
    ),
  );
}

function readRole(element: XmlElement): MetadataRole {
  const protocols = (attribute(element, 'protocolSupportEnumeration') ?? '').split(/\s+/);
  return {
    role: element.local === IDP ? 'idp' : element.local === SP ? 'sp' : 'other',
    name: element.local,
    certificates: certificatesOf(element),
    endpoints: childElements(element)
      .filter(({ uri, local }) => uri === NS.md && ENDPOINTS.includes(local))
      .map((endpoint) => ({
        service: endpoint.local,
        binding: attribute(endpoint, 'Binding'),
        location: attribute(endpoint, 'Location'),
        element: endpoint,
      })),
    speaksSaml2: protocols.includes(NS.samlp),
    element,
  };
}

function readEntity(element: XmlElement): MetadataEntity {
  return {
    entityId: attribute(element, 'entityID'),
    roles: childElements(element)
      .filter(({ uri, local }) => uri === NS.md && local.endsWith('Descriptor'))
      .map(readRole),
    element,
    ...optional('validUntil', instantOf(element, 'validUntil')),
  };
}

/** Gives every entity below an EntityDescriptor or EntitiesDescriptor, in document order. */
export function entitiesOf(root: XmlElement): MetadataEntity[] {
  if (root.uri !== NS.md) return [];
  if (root.local === 'EntityDescriptor') return [readEntity(root)];
  return childElements(root).flatMap(entitiesOf);
}

/** @returns whether the element is the root of a metadata document. */
export function isMetadata(root: XmlElement): boolean {
  return root.uri === NS.md && (root.local === 'EntityDescriptor' || root.local === 'EntitiesDescriptor');
}

/** @returns the organization's or entity's own IdP role. */
export function identityProviderOf(entity: MetadataEntity): MetadataRole | undefined {
  return entity.roles.find(({ role }) => role === 'idp');
}

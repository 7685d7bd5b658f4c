import { WorkbenchError } from '../errors/workbench-error.ts';
import { parseXml } from '../xml/parse.ts';
import { entitiesOf, identityProviderOf, isMetadata } from './read-metadata.ts';

/** What a verifier takes from an identity provider's metadata. */
export interface TrustedMetadata {
  /** Entity ID of the first identity provider; of the first entity where there is none. */
  readonly entityId: string;
  /** Entity IDs of all identity providers in the document. */
  readonly entityIds: readonly string[];
  /** Base64 DER of every certificate of an IDPSSODescriptor whose use is signing or not said, each once. */
  readonly signingCertificates: readonly string[];
  /** The same certificates, each with the identity providers it belongs to. */
  readonly signers: readonly { readonly certificate: string; readonly entityIds: readonly string[] }[];
  /** The same for encryption, of any role. */
  readonly encryptionCertificates: readonly string[];
}

function unreadable(reason: string): WorkbenchError<'ERR_KEY_UNREADABLE'> {
  return new WorkbenchError(
    'ERR_KEY_UNREADABLE',
    'key',
    { what: 'metadata', reason },
    {
      message: `The metadata could not be read: ${reason}`,
      hint: 'Load the metadata again from the identity provider, whole.',
    },
  );
}

/**
 * Reads SAML metadata for trust (SAML 2.0 Metadata sections 2.3 and 2.4). The document itself is trusted because the reader
 * gave it; its own signature is judged where it is inspected as a message.
 *
 * @param text the document
 * @throws WorkbenchError ERR_KEY_UNREADABLE where it is no metadata, or has no certificate to verify with
 */
export function readMetadata(text: string): TrustedMetadata {
  const result = parseXml(text);
  if (!result.ok) throw unreadable(result.refusal.message);
  const { root } = result.document;
  if (!isMetadata(root)) throw unreadable(`the document is a ${root.local}, not an EntityDescriptor.`);
  const entities = entitiesOf(root);
  const providers = entities.filter((entity) => identityProviderOf(entity) !== undefined);
  const roles = providers.flatMap((entity) => entity.roles.filter(({ role }) => role === 'idp'));
  const certificates = (wanted: string): string[] => [
    ...new Set(
      (wanted === 'signing' ? roles : entities.flatMap((entity) => entity.roles))
        .flatMap((role) => role.certificates)
        .filter(({ use, base64 }) => (use === undefined || use === wanted) && base64 !== '')
        .map(({ base64 }) => base64),
    ),
  ];
  const entityIds = providers.map(({ entityId }) => entityId ?? '').filter(Boolean);
  const signingCertificates = certificates('signing');
  const signers = signingCertificates.map((certificate) => ({
    certificate,
    entityIds: providers
      .filter((entity) =>
        entity.roles.some(
          (role) => role.role === 'idp' && role.certificates.some(({ base64 }) => base64 === certificate),
        ),
      )
      .map(({ entityId }) => entityId ?? ''),
  }));
  if (providers.length === 0) throw unreadable('it describes no identity provider (IDPSSODescriptor).');
  if (signingCertificates.length === 0) throw unreadable('its identity provider has no signing certificate.');
  return {
    entityId: entityIds[0] ?? entities[0]?.entityId ?? '',
    entityIds,
    signingCertificates,
    signers,
    encryptionCertificates: certificates('encryption'),
  };
}

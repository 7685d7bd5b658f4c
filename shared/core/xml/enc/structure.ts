import { base64Value } from '../dsig/base64-value.ts';
import { NS } from '../namespaces.ts';
import { attribute, child, childElements, childrenNamed, descendants, isNamed, onlyText } from '../query.ts';
import type { XmlDocument, XmlElement } from '../tree.ts';
import { FaultyEncryption } from './outcome.ts';

const ENCRYPTED_KEY_TYPE = `${NS.enc}EncryptedKey`;

/** The one EncryptedData of an EncryptedAssertion, EncryptedID, EncryptedAttribute or NewEncryptedID, or the element itself. */
export function encryptedDataOf(holder: XmlElement): XmlElement {
  if (isNamed(holder, NS.enc, 'EncryptedData')) return holder;
  const [data, second] = childrenNamed(holder, NS.enc, 'EncryptedData');
  if (data === undefined)
    throw new FaultyEncryption('structure', `<${holder.local}> has no EncryptedData.`, holder);
  if (second !== undefined)
    throw new FaultyEncryption('structure', `<${holder.local}> has more than one EncryptedData.`, second);
  return data;
}

/** The EncryptionMethod, which SAML makes necessary (SAML Core section 6.1). */
export function methodOf(encrypted: XmlElement): XmlElement {
  const method = child(encrypted, NS.enc, 'EncryptionMethod');
  if (method === undefined)
    throw new FaultyEncryption(
      'structure',
      `<${encrypted.local}> does not say how it was encrypted.`,
      encrypted,
    );
  return method;
}

/** The bytes of CipherData/CipherValue; a CipherReference would have to be fetched and is refused. */
export function cipherValueOf(encrypted: XmlElement): Uint8Array {
  const data = child(encrypted, NS.enc, 'CipherData');
  const [value, second] = data === undefined ? [] : childElements(data);
  if (value === undefined || second !== undefined || !isNamed(value, NS.enc, 'CipherValue'))
    throw new FaultyEncryption('structure', `<${encrypted.local}> does not hold one CipherValue.`, encrypted);
  const bytes = base64Value(value);
  if (bytes === undefined || bytes.length === 0)
    throw new FaultyEncryption('structure', 'The CipherValue is not base64.', value);
  return bytes;
}

function retrieved(keyInfo: XmlElement, document: XmlDocument): XmlElement[] {
  const found: XmlElement[] = [];
  for (const method of childrenNamed(keyInfo, NS.ds, 'RetrievalMethod')) {
    const uri = attribute(method, 'URI') ?? '';
    const type = attribute(method, 'Type');
    const target = uri.startsWith('#') ? document.byId.get(uri.slice(1)) : undefined;
    if ((type !== undefined && type !== ENCRYPTED_KEY_TYPE) || target === undefined) continue;
    if (isNamed(target, NS.enc, 'EncryptedKey')) found.push(target);
  }
  return found;
}

/** Of keys beside the data, those that say they are for it, by reference or by name; all, where none says anything. */
function beside(holder: XmlElement, data: XmlElement): XmlElement[] {
  const keys = holder === data ? [] : childrenNamed(holder, NS.enc, 'EncryptedKey');
  const id = attribute(data, 'Id');
  const names = [...descendants(data)].filter((element) => isNamed(element, NS.ds, 'KeyName')).map(onlyText);
  const meant = keys.filter((key) => {
    const carried = child(key, NS.enc, 'CarriedKeyName');
    const references = [...descendants(key)].filter((element) => isNamed(element, NS.enc, 'DataReference'));
    return (
      (id !== undefined && references.some((reference) => attribute(reference, 'URI') === `#${id}`)) ||
      (carried !== undefined && names.includes(onlyText(carried)))
    );
  });
  return meant.length > 0 ? meant : keys;
}

/**
 * The EncryptedKeys that may hold the data's key: inside its KeyInfo, by RetrievalMethod, or beside it (SAML Core section 6.1,
 * XML Encryption 1.1 section 3.5). Each once.
 */
export function encryptedKeysOf(holder: XmlElement, data: XmlElement, document: XmlDocument): XmlElement[] {
  const found = new Set<XmlElement>();
  for (const keyInfo of childrenNamed(data, NS.ds, 'KeyInfo')) {
    for (const key of childrenNamed(keyInfo, NS.enc, 'EncryptedKey')) found.add(key);
    for (const key of retrieved(keyInfo, document)) found.add(key);
  }
  for (const key of beside(holder, data)) found.add(key);
  return [...found];
}

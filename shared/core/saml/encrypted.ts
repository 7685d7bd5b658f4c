import { decryptData } from '../xml/enc/decrypt.ts';
import type { DecryptOutcome } from '../xml/enc/outcome.ts';
import type { XmlDocument, XmlElement } from '../xml/tree.ts';
import type { XmlCase } from './judging.ts';

type Opened = Extract<DecryptOutcome, { ok: true }>;

const WEAKNESSES: Readonly<Record<Opened['weak'][number], string>> = {
  cbc: 'AES in CBC mode is not protected against change',
  '3des': 'Triple DES is outdated and not protected against change',
  'rsa-1_5': 'RSA PKCS#1 v1.5 lets an attacker open messages by asking often',
};

function algorithmsText(algorithms: DecryptOutcome['algorithms']): string {
  return [algorithms.data, algorithms.key].filter((uri) => uri !== undefined).join(', ');
}

/**
 * Opens an EncryptedAssertion, EncryptedID or EncryptedAttribute and says how that went.
 *
 * @param holder the element as it stands in its document
 * @returns the document inside, shown as a view of its own, or undefined where it stays shut
 */
export function openEncrypted(
  one: XmlCase,
  holder: XmlElement,
  document: XmlDocument,
): XmlDocument | undefined {
  const { judgement } = one;
  if (one.decryptKeys.length === 0) {
    judgement.notChecked(
      'encryption.decrypt',
      `${holder.local} was not opened: no key to decrypt with was given.`,
    );
    return undefined;
  }
  const outcome = decryptData(holder, document, one.decryptKeys, one.crypto);
  const actual = algorithmsText(outcome.algorithms);
  if (!outcome.ok) {
    judgement.fail(
      'encryption.decrypt',
      `${holder.local} could not be opened. ${outcome.message}`,
      { actual },
      holder,
    );
    return undefined;
  }
  judgement.pass('encryption.decrypt', `${holder.local} was opened.`, { actual });
  if (outcome.weak.length === 0)
    judgement.pass('encryption.algorithm', 'The encryption is up to date.', { actual });
  else
    judgement.warn(
      'encryption.algorithm',
      `${outcome.weak.map((weakness) => WEAKNESSES[weakness]).join('; ')}.`,
      { expected: 'AES-GCM and RSA-OAEP', actual },
      holder,
    );
  judgement.show(`Decrypted ${holder.local}`, outcome.document);
  const repeated = [...outcome.document.byId.keys()].find((id) => document.byId.has(id));
  if (repeated !== undefined)
    judgement.fail(
      'xml.duplicate-id',
      'An ID inside the encrypted content also stands outside of it.',
      { actual: repeated },
      outcome.document.root,
    );
  return outcome.document;
}

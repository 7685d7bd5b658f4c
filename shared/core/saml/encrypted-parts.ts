import { NS } from '../xml/namespaces.ts';
import type { AssertionSource } from './assertion-source.ts';
import { openEncrypted } from './encrypted.ts';
import type { AssertionFacts, AttributeFacts, NameIdFacts } from './facts.ts';
import type { XmlCase } from './judging.ts';
import { readAttribute, readNameId } from './read-assertion.ts';
import { checkStructure } from './structure-check.ts';
import { survey } from './survey.ts';

/** Each costs an operation with the private key. */
const MOST_PARTS = 64;

/**
 * Opens EncryptedID and EncryptedAttribute elements and puts what is in them where it belongs (SAML 2.0 Core sections
 * 2.2.4 and 2.7.3.2). A signature around them covers the ciphertext, and with it what is inside.
 */
export function openSubjectAndAttributes(
  one: XmlCase,
  facts: AssertionFacts,
  source: AssertionSource,
): AssertionFacts {
  let nameId: NameIdFacts | undefined = facts.nameId;
  const attributes: AttributeFacts[] = [...facts.attributes];
  const shut = facts.encrypted.slice(MOST_PARTS);
  for (const holder of facts.encrypted.slice(0, MOST_PARTS)) {
    // Opened where it stands in the document: exclusive canonicalization drops the prefixes only the content inside uses.
    const opened = openEncrypted(one, source.originalOf(holder), source.document);
    if (opened === undefined) {
      shut.push(holder);
      continue;
    }
    const { root } = opened;
    checkStructure(one.judgement, survey(root, new Set()));
    const expected = holder.local === 'EncryptedID' ? 'NameID' : 'Attribute';
    if (root.uri !== NS.saml || root.local !== expected)
      one.judgement.fail(
        'structure.schema',
        `${holder.local} holds ${root.local}, not ${expected}.`,
        { expected, actual: root.local },
        root,
      );
    else if (expected === 'NameID') nameId ??= readNameId(root);
    else attributes.push(readAttribute(root));
  }
  return { ...facts, nameId, attributes, encrypted: shut };
}

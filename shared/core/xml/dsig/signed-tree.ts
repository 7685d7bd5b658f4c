import { parseXml } from '../parse.ts';
import { childElements } from '../query.ts';
import type { XmlElement } from '../tree.ts';
import type { UntrustedSignature, VerifiedSignature } from './outcome.ts';

/** What a signature covers, read again from the canonical text it was verified over. */
export interface SignedTree {
  /** Without the signature and without comments; positions point into the canonical text. */
  readonly root: XmlElement;
  /** The element of the document that an element of this tree stands for. */
  originalOf(element: XmlElement): XmlElement;
}

function pair(
  signed: XmlElement,
  original: XmlElement,
  omit: XmlElement | undefined,
  pairs: Map<XmlElement, XmlElement>,
): boolean {
  if (signed.local !== original.local || signed.uri !== original.uri) return false;
  pairs.set(signed, original);
  const originals = childElements(original).filter((element) => element !== omit);
  const inside = childElements(signed);
  if (inside.length !== originals.length) return false;
  return inside.every((element, index) => pair(element, originals[index] as XmlElement, omit, pairs));
}

/**
 * Parses the verified bytes again: whatever is read from this tree was signed, by construction and not by a check.
 *
 * @param outcome a signature whose digest matched
 * @returns undefined where the canonical text is not a document of the same shape, which no honest message causes
 */
export function readSigned(outcome: VerifiedSignature | UntrustedSignature): SignedTree | undefined {
  const { facts } = outcome;
  const result = parseXml(outcome.canonical);
  if (!result.ok) return undefined;
  const { root } = result.document;
  let pairs: Map<XmlElement, XmlElement> | undefined;
  return {
    root,
    originalOf: (element) => {
      if (pairs === undefined) {
        pairs = new Map();
        if (!pair(root, facts.target, facts.enveloped ? facts.signature : undefined, pairs)) pairs.clear();
      }
      return pairs.get(element) ?? facts.target;
    },
  };
}

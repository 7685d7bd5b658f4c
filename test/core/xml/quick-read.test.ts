import { describe, expect, it } from 'vitest';
import type { DecodedXml } from '../../../shared/core/xml/decode.ts';
import { XML_LIMITS } from '../../../shared/core/xml/limits.ts';
import { quickRead } from '../../../shared/core/xml/quick-read.ts';
import { RefusedXml } from '../../../shared/core/xml/refusal.ts';
import { readWithSaxes } from '../../../shared/core/xml/saxes-read.ts';
import type { XmlElement, XmlNode } from '../../../shared/core/xml/tree.ts';
import { TreeBuilder } from '../../../shared/core/xml/tree-builder.ts';
import { allAttacks } from '../../attacks/all-attacks.ts';
import { mutate } from '../../fuzz/saml-mutations.ts';
import { generateMessage } from '../../generators/saml-message.ts';
import { SeededRandom } from '../../generators/seeded-random.ts';
import { serialise } from '../../generators/serialise.ts';
import { randomDocument } from './random-document.ts';

/** A tree without its circles, positions included. */
function plain(node: XmlNode): unknown {
  if (node.kind !== 'element') return node;
  const { parent: _parent, children, ...rest }: XmlElement = node;
  return { ...rest, children: children.map(plain) };
}

function treeOf(builder: TreeBuilder): unknown {
  return {
    root: builder.root && plain(builder.root),
    comments: builder.comments,
    ids: [...builder.byId].map(([id, element]) => [id, element.start]),
  };
}

/** @returns whether the quick reader read it; throws where it then differs from saxes in anything. */
function holdTogether(text: string): boolean {
  const decoded: DecodedXml = { text, encoding: 'UTF-8', bom: false, ascii: false };
  const quick = new TreeBuilder(XML_LIMITS, []);
  if (!quickRead(decoded, true, quick)) return false;
  const slow = new TreeBuilder(XML_LIMITS, []);
  try {
    readWithSaxes(decoded, true, slow);
  } catch (thrown) {
    if (!(thrown instanceof RefusedXml)) throw thrown;
    expect.fail(`read quickly, and refused by saxes: ${thrown.message}\n${text}`);
  }
  expect(treeOf(quick), text).toEqual(treeOf(slow));
  return true;
}

const wellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

// Thousands of documents, on a machine that may be busy.
describe('the quick reader and saxes', { timeout: 60_000 }, () => {
  it('give the same tree for generated messages, which are read quickly', () => {
    let quickly = 0;
    for (let seed = 0; seed < 300; seed++) if (holdTogether(generateMessage(seed).xml)) quickly++;
    expect(quickly).toBeGreaterThan(100);
  });

  it('give the same tree for random documents', () => {
    const random = new SeededRandom(7);
    for (let count = 0; count < 500; count++) holdTogether(serialise(randomDocument(random, true)));
  });

  it('agree about every attack', () => {
    for (const seed of [1, 2, 3]) {
      for (const { xml } of allAttacks(generateMessage(seed, { encrypt: 'never' }).xml)) {
        if (xml.length < 200_000 && wellFormed(xml)) holdTogether(xml);
      }
    }
  });

  it('agree about mutations, structural and of single characters', () => {
    const random = new SeededRandom(11);
    const bases = Array.from({ length: 12 }, (_, seed) => generateMessage(seed, { encrypt: 'never' }).xml);
    const noise = [
      ...'<>&"\'=/!?-[]: \n\t;#x1aZ_.\u00e9\u{1f600}\ufffe',
      '&amp;',
      '&#10;',
      '&#x0;',
      ' a="b"',
      '<a/>',
      '</a>',
      ']]>',
      '--',
      '<?a?>',
    ];
    for (let count = 0; count < 4_000; count++) {
      const base = random.pick(bases);
      const mutated = mutate(base, random.pick(bases), random);
      if (typeof mutated === 'string' && wellFormed(mutated)) holdTogether(mutated);
      const at = random.below(base.length);
      const cut = random.below(3);
      const edited = base.slice(0, at) + random.pick(noise) + base.slice(at + cut);
      if (wellFormed(edited)) holdTogether(edited);
    }
  }, 60_000);

  it.each([
    ['no white space between attributes', '<a b="1"c="2"/>'],
    ['the end of CDATA in a text', '<a>]]></a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a reference to no character', '<a>&#0;</a>'],
    ['less-than in an attribute', '<a b="<"/>'],
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>b'],
    ['text before the root', 'b<a/>'],
    ['an open element', '<a><b></a>'],
    ['a colon too many', '<a:b:c xmlns:a="urn:a"/>'],
    ['dashes in a comment', '<a><!-- -- --></a>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['a DOCTYPE', '<!DOCTYPE a><a/>'],
    ['a processing instruction', '<a><?b?></a>'],
    ['XML 1.1', '<?xml version="1.1"?><a/>'],
    ['an encoding that is not true', '<?xml version="1.0" encoding="UTF-16"?><a/>'],
    ['a control character', '<a>\u0001</a>'],
    ['nothing', ''],
  ])('leave %s to saxes, which refuses it', (_what, text) => {
    expect(holdTogether(text)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { readSigned } from '../../../../shared/core/xml/dsig/signed-tree.ts';
import { descendants, pathOf, textOf } from '../../../../shared/core/xml/query.ts';
import { CANONICALIZATIONS, type CanonicalizationName } from '../../../generators/algorithms.ts';
import { comment, find } from '../../../generators/xml-model.ts';
import { signed, verified } from './signed-message.ts';

describe('the tree of the signed bytes', () => {
  it.each(Object.keys(CANONICALIZATIONS) as CanonicalizationName[])(
    '%s: says what the message says',
    (transform) => {
      const source = signed({ transform }, (root) =>
        find(root, 'Name').children.splice(0, 0, comment('cut')),
      );
      const outcome = verified(source);
      if (outcome.status !== 'verified') throw new Error(outcome.status);
      const tree = readSigned(outcome);
      if (tree === undefined) throw new Error('not read');
      const elements = [tree.root, ...descendants(tree.root)];
      expect(elements.map((element) => element.local)).toEqual([
        'Signed',
        'Name',
        'Empty',
        'List',
        'Item',
        'Item',
      ]);
      for (const element of elements) {
        const original = tree.originalOf(element);
        expect([original.local, original.uri, textOf(original), original.attributes]).toEqual([
          element.local,
          element.uri,
          textOf(element),
          element.attributes.filter(({ prefix }) => prefix !== 'xml'),
        ]);
      }
      expect(pathOf(tree.originalOf(elements[5] as (typeof elements)[number]))).toBe(
        '/Envelope/Signed[1]/List[1]/Item[2]',
      );
      expect(outcome.canonical).not.toContain('cut');
      expect(outcome.canonical).not.toContain('SignatureValue');
    },
  );
});

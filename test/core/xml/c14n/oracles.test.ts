import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../../../shared/core/xml/c14n/canonicalize.ts';
import { c14nMethodOf } from '../../../../shared/core/xml/c14n/method.ts';
import { parseXml } from '../../../../shared/core/xml/parse.ts';
import { descendants } from '../../../../shared/core/xml/query.ts';
import { canonicalise } from '../../../generators/canonical.ts';
import { SeededRandom } from '../../../generators/seeded-random.ts';
import { serialise } from '../../../generators/serialise.ts';
import { elementsOf } from '../../../generators/xml-model.ts';
import { randomDocument } from '../random-document.ts';

const FORMS = [
  { uri: 'http://www.w3.org/2001/10/xml-exc-c14n#', exclusive: true, comments: false },
  { uri: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments', exclusive: true, comments: true },
  {
    uri: 'http://www.w3.org/2001/10/xml-exc-c14n#',
    exclusive: true,
    comments: false,
    prefixList: ['a', '#default', 'none'],
  },
  { uri: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315', exclusive: false, comments: false },
  { uri: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments', exclusive: false, comments: true },
];

describe('canonicalization of random documents', () => {
  it.each(FORMS)('$uri $prefixList: every subtree as the independent writer has it', ({ uri, ...form }) => {
    for (let seed = 1; seed <= 300; seed++) {
      const model = randomDocument(new SeededRandom(seed), true);
      const source = serialise(model);
      const result = parseXml(source);
      if (!result.ok) throw new Error(`seed ${seed}: ${result.refusal.message}\n${source}`);
      const method = c14nMethodOf(uri, form.prefixList?.join(' '));
      if (method === undefined) throw new Error('unknown method');
      const elements = [result.document.root, ...descendants(result.document.root)];
      const models = [...elementsOf(model)];
      expect(elements.length).toBe(models.length);
      for (const [index, element] of elements.entries()) {
        const expected = canonicalise(model, models[index] as (typeof models)[number], form);
        const actual = canonicalize(element, method);
        if (actual !== expected)
          expect({ seed, source, text: actual }).toEqual({ seed, source, text: expected });
      }
    }
  });

  it('is a fixed point: canonical text read and written again is the same', () => {
    const method = c14nMethodOf('http://www.w3.org/2001/10/xml-exc-c14n#');
    if (method === undefined) throw new Error('unknown method');
    for (let seed = 1; seed <= 300; seed++) {
      const result = parseXml(serialise(randomDocument(new SeededRandom(seed), true)));
      if (!result.ok) throw new Error(result.refusal.message);
      const once = canonicalize(result.document.root, method);
      const again = parseXml(once);
      if (!again.ok) throw new Error(`seed ${seed}: ${again.refusal.message}\n${once}`);
      expect(canonicalize(again.document.root, method)).toBe(once);
    }
  });
});

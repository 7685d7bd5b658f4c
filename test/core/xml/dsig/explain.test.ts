import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../../../electron/adapters/crypto/node-crypto.ts';
import { type DigestExplanation, explainDigest } from '../../../../shared/core/xml/dsig/explain.ts';
import { digestOf } from '../../../generators/algorithms.ts';
import { canonicalise } from '../../../generators/canonical.ts';
import { attributeOf, comment, type ElementModel, find, setText } from '../../../generators/xml-model.ts';
import { MESSAGE, parsed, signed, verified } from './signed-message.ts';

function explained(source: string, goodCopy?: string): DigestExplanation[] {
  const outcome = verified(source);
  if (outcome.status !== 'failed' || outcome.reason !== 'digest-mismatch' || outcome.facts === undefined)
    throw new Error(`${outcome.status}: no digest to explain`);
  return explainDigest(
    outcome.facts,
    parsed(source),
    nodeCrypto,
    goodCopy === undefined ? undefined : parsed(goodCopy),
  );
}

/** Puts the digest of other text into a message, as a signer would have it that did something else. */
function digestFor(rewrite: (canonical: string, root: ElementModel) => string): string {
  return signed({}, (root) => {
    const form = { exclusive: true, comments: false };
    const text = canonicalise(root, find(root, 'Signed'), form, find(root, 'Signature'));
    const algorithm = attributeOf(find(root, 'DigestMethod'), 'Algorithm') ?? '';
    setText(find(root, 'DigestValue'), digestOf(algorithm, rewrite(text, root)));
  });
}

describe('a digest that does not match is explained by', () => {
  const good = signed();
  const flat = signed({}, undefined, MESSAGE.replace('\n  ', ''));

  it.each<[string, string, string]>([
    ['indentation', flat.replace(/(<List>|<\/Item>)/g, '$1\n    '), 'pretty-printed'],
    ['values on lines of their own', flat.replace(/<Item>(\d)/g, '\n  <Item>\n    $1\n  '), 'pretty-printed'],
    ['carriage returns put in as references', good.replace('\n  <Name', '&#13;\n  <Name'), 'line-ends'],
    ['carriage returns that were signed', digestFor((text) => text.replace(/\n/g, '&#xD;\n')), 'line-ends'],
    ['UTF-8 taken for Latin-1', good.replace('Zoë', 'ZoÃ«'), 're-encoded'],
    ['references escaped once more', good.replace('&amp;', '&amp;amp;'), 'double-escaped'],
    ['decomposed characters', good.replace('Zoë', 'Zoe\u0308'), 'normalised'],
    [
      'comments that were signed',
      digestFor((_text, root) => {
        find(root, 'Name').children.push(comment(' kept '));
        return canonicalise(
          root,
          find(root, 'Signed'),
          { exclusive: true, comments: true },
          find(root, 'Signature'),
        );
      }),
      'comments',
    ],
    [
      'another canonicalization than the named one',
      digestFor((_text, root) =>
        canonicalise(
          root,
          find(root, 'Signed'),
          { exclusive: false, comments: false },
          find(root, 'Signature'),
        ),
      ),
      'canonicalization',
    ],
    [
      'a new envelope around an inclusive signature',
      signed(
        { transform: 'inclusive' },
        undefined,
        '<Signed xmlns="urn:d" ID="s1"><Name>x</Name></Signed>',
      ).replace(/^(?:<\?.*?\?>\s*)?(.*)$/s, '<p:Envelope xmlns:p="urn:p">$1</p:Envelope>'),
      'namespace-context',
    ],
  ])('%s', (_name, source, cause) => {
    expect(explained(source)).toMatchObject([{ cause, certain: true, fix: expect.any(String) }]);
  });

  it('a digest of another length, and lost characters, as far as that goes', () => {
    const short = signed({}, (root) => setText(find(root, 'DigestValue'), 'AAAA'));
    expect(explained(short)).toMatchObject([{ cause: 'digest-length' }]);
    expect(explained(good.replace('Zoë', 'Zo\uFFFD'))).toMatchObject([
      { cause: 'lost-characters', certain: false },
    ]);
  });

  it('nothing, where the content was changed: no guess is made', () => {
    expect(explained(good.replace('Zoë', 'Mallory'))).toEqual([]);
  });

  it('the changed node, where a good copy is given', () => {
    expect(explained(good.replace('Zoë', 'Mallory'), good)).toMatchObject([
      { cause: 'changed-node', expected: '"Zoë & Jo"', actual: '"Mallory & Jo"', at: { local: 'Name' } },
    ]);
    expect(explained(good.replace('a="1"', 'a="2"'), good)).toMatchObject([{ expected: '1', actual: '2' }]);
    expect(explained(good.replace('<Empty/>', ''), good)).toMatchObject([
      { cause: 'changed-node', expected: '<Empty>' },
    ]);
    expect(explained(good.replace('<Empty', '<Empty b="1"'), good)).toMatchObject([
      { expected: 'nothing', actual: '1' },
    ]);
  });
});

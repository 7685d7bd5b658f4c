import type { SeededRandom } from '../../generators/seeded-random.ts';
import { comment, type ElementModel, element, type NodeModel, text } from '../../generators/xml-model.ts';

const PREFIXES = ['', 'a', 'b', 'c'];
const URIS = ['urn:one', 'urn:two', 'http://example.com/three?x=1&y=2'];
const NAMES = ['e', 'f', 'g-h', 'Ünïcode'];
const TEXTS = [
  '',
  ' ',
  '\n\t',
  'plain',
  'a & b < c > d',
  '"quoted" \'too\'',
  '\r\n',
  'ünï 😀',
  ']]>',
  'x\ty',
];

/** Makes a random document in which every used prefix is declared: declarations repeat, shadow, take back and lie idle. */
export function randomDocument(random: SeededRandom, withComments: boolean): ElementModel {
  const make = (depth: number, scope: ReadonlyMap<string, string>): ElementModel => {
    const own = new Map<string, string>();
    while (random.chance(0.4)) {
      const prefix = random.pick(PREFIXES);
      own.set(prefix, prefix === '' && random.chance(0.3) ? '' : random.pick(URIS));
    }
    const known = new Map([...scope, ...own]);
    const prefixes = [...known.keys()].filter((prefix) => prefix !== '');
    const qualified = (local: string): string => {
      const prefix = random.chance(0.5) && prefixes.length > 0 ? random.pick(prefixes) : '';
      return prefix === '' ? local : `${prefix}:${local}`;
    };
    const attributes: Record<string, string> = {};
    for (const [prefix, uri] of own) attributes[prefix === '' ? 'xmlns' : `xmlns:${prefix}`] = uri;
    if (random.chance(0.2)) attributes['xml:lang'] = random.pick(['en', 'de']);
    const expanded = new Set<string>();
    while (random.chance(0.5)) {
      const name = qualified(random.pick(['z', 'y', 'x', 'ID-less']));
      const [prefix = '', local = ''] = name.includes(':') ? name.split(':') : ['', name];
      const key = `{${prefix === '' ? '' : known.get(prefix)}}${local}`;
      if (expanded.has(key)) continue;
      expanded.add(key);
      attributes[name] = random.pick(TEXTS);
    }
    const children: NodeModel[] = [];
    while (depth < 5 && random.chance(0.65)) {
      const kind = random.below(withComments ? 4 : 3);
      if (kind === 0) children.push(text(random.pick(TEXTS)));
      else if (kind === 3) children.push(comment(random.pick([' a comment ', '<not>&markup;'])));
      else children.push(make(depth + 1, known));
    }
    return element(qualified(random.pick(NAMES)), attributes, ...children);
  };
  return make(0, new Map());
}

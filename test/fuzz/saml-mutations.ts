import { deflateRawSync } from 'node:zlib';
import type { SeededRandom } from '../generators/seeded-random.ts';
import { serialise } from '../generators/serialise.ts';
import {
  cloneModel,
  type ElementModel,
  elementsOf,
  insertAfter,
  insertBefore,
  parentOf,
  parseModel,
  raw,
  removeFrom,
} from '../generators/xml-model.ts';

/** What parsers stumble over, to be dropped anywhere into the text. */
const TOKENS = [
  '<!---->',
  '<!-- -- -->',
  '<?x y?>',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE x [<!ENTITY e "f">]>',
  '&e;',
  '&#0;',
  '&#xD800;',
  '&#x110000;',
  '&',
  '<',
  '>',
  '"',
  "'",
  '\0',
  '\uFEFF',
  '\uD800',
  '\u2028',
  '\r\n',
  ' xmlns=""',
  ' xmlns:saml="urn:x"',
  ' ID="_x" Id="_x"',
  '<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/>',
  '</Assertion>',
  '<a>'.repeat(200),
  'A'.repeat(5_000),
  '%00',
  '9'.repeat(400),
  '9999-99-99T99:99:99Z',
  '-00001-01-01T00:00:00Z',
];

const NAMES = [
  'Assertion',
  'Response',
  'Signature',
  'SignedInfo',
  'Reference',
  'NameID',
  'EncryptedAssertion',
  'Object',
];

function anyElement(root: ElementModel, random: SeededRandom): ElementModel {
  return random.pick([...elementsOf(root)]);
}

/** Moves whole elements about: the result stays well-formed, so that the checks behind the parser are reached. */
function mutateTree(xml: string, other: string, random: SeededRandom): string {
  const root = parseModel(xml);
  const target = anyElement(root, random);
  const isRoot = target === root;
  switch (random.below(9)) {
    case 0:
      if (!isRoot) removeFrom(root, target);
      break;
    case 1:
      if (!isRoot) insertAfter(root, target, cloneModel(target));
      break;
    case 2:
      anyElement(root, random).children.push(cloneModel(target));
      break;
    case 3:
      if (!isRoot) insertBefore(root, target, cloneModel(anyElement(parseModel(other), random)));
      break;
    case 4: {
      const [name] = [random.pick(NAMES)];
      const colon = target.name.indexOf(':');
      target.name = colon < 0 ? name : `${target.name.slice(0, colon)}:${name}`;
      break;
    }
    case 5: {
      const attribute = target.attributes[random.below(Math.max(1, target.attributes.length))];
      if (attribute)
        attribute[1] = random.pick([
          '',
          '#',
          'x',
          '1.1',
          `_${random.hex(8)}`,
          '2099-01-01T00:00:00Z',
          ...TOKENS,
        ]);
      break;
    }
    case 6:
      target.attributes.splice(random.below(Math.max(1, target.attributes.length)), 1);
      break;
    case 7:
      target.children.splice(random.below(target.children.length + 1), 0, raw(random.pick(TOKENS)));
      break;
    default:
      if (!isRoot) {
        const parent = parentOf(root, target);
        parent.children.reverse();
      }
  }
  return serialise(root);
}

function mutateText(text: string, other: string, random: SeededRandom): string {
  const at = random.below(text.length + 1);
  const to = Math.min(text.length, at + 1 + random.below(random.chance(0.5) ? 4 : 400));
  switch (random.below(7)) {
    case 0:
      return text.slice(0, at) + text.slice(to);
    case 1:
      return text.slice(0, to) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(TOKENS) + text.slice(at);
    case 3:
      return text.slice(0, at) + String.fromCharCode(random.below(0x250)) + text.slice(at + 1);
    case 4:
      return text.slice(0, at);
    case 5: {
      const from = random.below(other.length);
      return text.slice(0, at) + other.slice(from, from + random.below(600)) + text.slice(to);
    }
    default:
      return text.slice(0, at) + text.slice(at, to).split('').reverse().join('') + text.slice(to);
  }
}

function mutateBytes(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let count = 1 + random.below(4); count > 0; count -= 1)
    copy[random.below(copy.length)] = random.below(256);
  return copy;
}

/** One of the ways a message is carried. */
function carry(xml: string, random: SeededRandom): string {
  const bytes = Buffer.from(xml);
  switch (random.below(4)) {
    case 0:
      return bytes.toString('base64');
    case 1:
      return `SAMLResponse=${encodeURIComponent(bytes.toString('base64'))}&RelayState=x`;
    case 2:
      return `https://sp.example.com/acs?SAMLResponse=${encodeURIComponent(deflateRawSync(bytes, { level: 1 }).toString('base64'))}`;
    default:
      return JSON.stringify({ wresult: xml });
  }
}

/**
 * Damages a message in one to three places, in its tree, its text, its bytes or the form that carries it.
 *
 * @param other another message to take pieces from
 */
export function mutate(xml: string, other: string, random: SeededRandom): string | Uint8Array {
  let mutated = random.chance(0.5) ? mutateTree(xml, other, random) : mutateText(xml, other, random);
  for (let more = random.below(3); more > 0; more -= 1) mutated = mutateText(mutated, other, random);
  const how = random.below(10);
  if (how === 0) return mutateBytes(Buffer.from(mutated), random);
  if (how === 1) return Buffer.from(mutated, random.pick(['utf16le', 'latin1'] as const));
  if (how === 2) return mutateText(carry(xml, random), other, random);
  if (how === 3) return carry(mutated, random);
  return mutated;
}

import type { SeededRandom } from './seeded-random.ts';
import {
  childOf,
  comment,
  type ElementModel,
  element,
  findAll,
  insertBefore,
  setAttribute,
  textOf,
} from './xml-model.ts';

/** Adds, before anything is signed, what is rare but lawful: comments between elements, CDATA, foreign attributes. */
export function decorate(root: ElementModel, random: SeededRandom): void {
  const statement = findAll(root, 'AttributeStatement')[0];
  if (statement === undefined) return;
  const attributes = findAll(statement, 'Attribute');
  if (random.chance(0.5)) insertBefore(root, statement, comment(` made for ${random.hex(4)} `));
  for (const attribute of attributes) {
    if (random.chance(0.15)) insertBefore(root, attribute, comment('next'));
    if (random.chance(0.15)) {
      setAttribute(attribute, 'xmlns:x500', 'urn:oasis:names:tc:SAML:2.0:profiles:attribute:X500');
      setAttribute(attribute, 'x500:Encoding', 'LDAP');
    }
    const value = childOf(attribute, 'AttributeValue');
    if (value === undefined) continue;
    const content = textOf(value);
    if (random.chance(0.2) && content !== '' && !content.includes(']]>'))
      value.children = [{ kind: 'text', text: content, cdata: true }];
  }
  const last = attributes.at(-1);
  if (last !== undefined && random.chance(0.3)) {
    setAttribute(last, 'xml:lang', 'de');
    setAttribute(last, 'xmlns:unused', 'urn:example:unused');
  }
  if (random.chance(0.2)) {
    const conditions = findAll(root, 'Conditions')[0];
    const prefix = conditions?.name.includes(':') === true ? `${conditions.name.split(':')[0]}:` : '';
    conditions?.children.push(element(`${prefix}OneTimeUse`));
  }
}

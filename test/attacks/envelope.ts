import { testKey } from '../generators/keys.ts';
import { PLAIN_SIGNATURE, signEnveloped } from '../generators/sign.ts';
import {
  attributeOf,
  childOf,
  cloneModel,
  element,
  find,
  findAll,
  insertAfter,
  insertBefore,
  localName,
  replaceIn,
  setAttribute,
} from '../generators/xml-model.ts';
import { ATTACKER, type AttackBase, type AttackRecipe } from './attack.ts';

const isTrustAnswer = (base: AttackBase): boolean =>
  localName(base.root.name) === 'RequestSecurityTokenResponse';

/** What stands around a signed assertion is the attacker's to write: WS-Trust answers, and responses he signs himself. */
export const ENVELOPE_ATTACKS: readonly AttackRecipe[] = [
  ...(['before', 'after'] as const).map((side) => ({
    name: `a second RequestedSecurityToken with a forged assertion ${side} the signed one`,
    make: (base: AttackBase) => {
      if (!isTrustAnswer(base)) return undefined;
      const requested = find(base.root, 'RequestedSecurityToken');
      const forged = element(requested.name, {}, base.evil());
      if (side === 'before') insertBefore(base.root, requested, forged);
      else insertAfter(base.root, requested, forged);
      return base.root;
    },
  })),
  {
    name: 'a collection of answers, the forged one first',
    make: (base) => {
      if (!isTrustAnswer(base)) return undefined;
      const forged = cloneModel(base.root);
      replaceIn(forged, find(forged, 'Assertion'), base.evil());
      const declared = Object.fromEntries(base.root.attributes.filter(([name]) => name.startsWith('xmlns')));
      return element(`${base.root.name}Collection`, declared, forged, base.root);
    },
  },
  {
    name: 'a forged assertion as a proof token beside the signed one',
    make: (base) => {
      if (!isTrustAnswer(base)) return undefined;
      const requested = find(base.root, 'RequestedSecurityToken');
      const name = requested.name.replace('RequestedSecurityToken', 'RequestedProofToken');
      insertAfter(base.root, requested, element(name, {}, base.evil()));
      return base.root;
    },
  },
  {
    name: 'a response signed by the attacker around the trusted assertion',
    make: (base) => {
      const id = attributeOf(base.root, 'ID');
      if (base.rootIsSigned || id === undefined || localName(base.root.name) !== 'Response') return undefined;
      setAttribute(base.root, 'Destination', ATTACKER.issuer);
      signEnveloped(base.root, base.root, 1, { ...PLAIN_SIGNATURE, key: testKey('attacker-rsa') });
      return base.root;
    },
  },
  {
    name: 'the root wrapped into an element of its own name',
    make: (base) => {
      const outer = cloneModel(base.root);
      outer.children = outer.children.filter(
        (child) => child.kind !== 'element' || localName(child.name) === 'Issuer',
      );
      setAttribute(outer, base.idAttribute, ATTACKER.id);
      outer.children.push(base.root);
      return outer;
    },
  },
  {
    name: 'the signed element twice',
    make: (base) => {
      if (base.rootIsSigned) return undefined;
      insertAfter(base.root, base.signed, cloneModel(base.signed));
      return base.root;
    },
  },
  {
    name: 'a forged name and attribute added to the signed assertion',
    make: (base) => {
      const subject = findAll(base.signed, 'Subject')[0];
      const name = subject && (childOf(subject, 'NameID') ?? childOf(subject, 'NameIdentifier'));
      if (subject === undefined || name === undefined) return undefined;
      subject.children.unshift({ ...cloneModel(name), children: [{ kind: 'text', text: ATTACKER.nameId }] });
      return base.root;
    },
  },
];

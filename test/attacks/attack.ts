import { serialise } from '../generators/serialise.ts';
import {
  attributeOf,
  childOf,
  cloneModel,
  type ElementModel,
  elementsOf,
  find,
  findAll,
  localName,
  parentOf,
  parseModel,
  removeFrom,
  setText,
} from '../generators/xml-model.ts';

/** What an attacker wants a relying party to read; no honest message holds any of it. */
export const ATTACKER = {
  nameId: 'wolf@attacker.example',
  value: 'wolf-in-an-attribute',
  issuer: 'https://wolf.attacker.example/idp',
  id: '_wolf5f0c9a1e',
} as const;

/** One forged document. A verifier must call it invalid for its form or signature, and show none of the values as claims. */
export interface Attack {
  readonly name: string;
  readonly xml: string;
  readonly attackerValues: readonly string[];
  /** The specification tolerates it, so only the strict reading refuses; the values must be absent either way. */
  readonly strictOnly?: true;
  /** Costs a verifier without limits seconds or gigabytes. */
  readonly exhausting?: true;
}

/** A recipe; gives undefined where the base message has nothing to attack that way. */
export interface AttackRecipe {
  readonly name: string;
  readonly strictOnly?: true;
  readonly exhausting?: true;
  make(base: AttackBase): string | ElementModel | undefined;
}

const SIGNED_IDS = ['ID', 'AssertionID', 'Id'];

/** A signed message taken apart anew for one attack. */
export class AttackBase {
  readonly xml: string;
  readonly root: ElementModel;
  /** The first signature that is a child of what it signs, outermost first. */
  readonly signature: ElementModel;
  readonly signed: ElementModel;
  readonly idAttribute: string;

  constructor(xml: string) {
    this.xml = xml;
    this.root = parseModel(xml);
    this.signature = find(this.root, 'Signature');
    this.signed = parentOf(this.root, this.signature);
    this.idAttribute = SIGNED_IDS.find((name) => attributeOf(this.signed, name) !== undefined) ?? 'ID';
  }

  get rootIsSigned(): boolean {
    return this.signed === this.root;
  }

  get id(): string {
    return attributeOf(this.signed, this.idAttribute) ?? '';
  }

  /** The signed element as it would be without its signature. */
  signedWithoutSignature(): ElementModel {
    const copy = cloneModel(this.signed);
    removeFrom(copy, find(copy, 'Signature'));
    return copy;
  }

  /**
   * The signed element with the attacker's values and without signatures.
   *
   * @param id `new` gives every element of it another id, `same` keeps them
   */
  evil(id: 'new' | 'same' = 'new'): ElementModel {
    const copy = cloneModel(this.signed);
    poison(copy);
    for (const signature of findAll(copy, 'Signature')) removeFrom(copy, signature);
    if (id === 'new') renameIds(copy);
    return copy;
  }

  /** An unsigned assertion with the attacker's values, also where the base signs its response only. */
  evilAssertion(): ElementModel | undefined {
    const found = findAll(this.root, 'Assertion')[0];
    if (found === undefined) return undefined;
    const declared = this.root.attributes.filter(([name]) => name.startsWith('xmlns'));
    const copy = cloneModel(found);
    const own = new Set(copy.attributes.map(([name]) => name));
    copy.attributes.unshift(...declared.filter(([name]) => !own.has(name)));
    poison(copy);
    for (const signature of findAll(copy, 'Signature')) removeFrom(copy, signature);
    renameIds(copy);
    return copy;
  }
}

/** Puts the attacker's values where the person's stood. */
export function poison(node: ElementModel): void {
  const speaksOfPerson = ['NameID', 'NameIdentifier', 'AttributeValue'].some(
    (local) => findAll(node, local).length > 0,
  );
  const issuer = findAll(node, 'Issuer')[0];
  if (!speaksOfPerson && issuer) setText(issuer, ATTACKER.issuer);
  for (const found of elementsOf(node)) {
    const local = localName(found.name);
    if (local === 'NameID' || local === 'NameIdentifier') setText(found, ATTACKER.nameId);
    if (local === 'AttributeValue') setText(found, ATTACKER.value);
  }
}

function renameIds(node: ElementModel): void {
  let count = 0;
  for (const found of elementsOf(node))
    for (const attribute of found.attributes)
      if ([...SIGNED_IDS, 'SessionIndex'].includes(attribute[0])) {
        attribute[1] = `${ATTACKER.id}${count}`;
        count += 1;
      }
}

/** The message without its outermost signature, where another one inside remains to be attacked. */
export function withoutOuterSignature(xml: string): string | undefined {
  const root = parseModel(xml);
  const own = childOf(root, 'Signature');
  if (own === undefined || findAll(root, 'Signature').length < 2) return undefined;
  removeFrom(root, own);
  return serialise(root);
}

/**
 * Every attack of the recipes that fits the message.
 *
 * @param xml a message with at least one enveloped signature
 */
export function makeAttacks(xml: string, recipes: readonly AttackRecipe[]): Attack[] {
  return recipes.flatMap((recipe) => {
    const made = recipe.make(new AttackBase(xml));
    if (made === undefined) return [];
    return [
      {
        name: recipe.name,
        xml: typeof made === 'string' ? made : serialise(made),
        attackerValues: [ATTACKER.nameId, ATTACKER.value, ATTACKER.issuer],
        ...(recipe.strictOnly === undefined ? {} : { strictOnly: recipe.strictOnly }),
        ...(recipe.exhausting === undefined ? {} : { exhausting: recipe.exhausting }),
      },
    ];
  });
}

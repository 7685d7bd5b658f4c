import { type EncryptionShape, encryptXml } from '../generators/encrypt.ts';
import { testKey } from '../generators/keys.ts';
import { SeededRandom } from '../generators/seeded-random.ts';
import { serialise } from '../generators/serialise.ts';
import {
  cloneModel,
  type ElementModel,
  element,
  find,
  findAll,
  insertAfter,
  insertBefore,
  removeFrom,
  replaceIn,
  setAttribute,
} from '../generators/xml-model.ts';
import type { AttackBase, AttackRecipe } from './attack.ts';

const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';

/** Anyone can encrypt for the relying party: the key is public. */
const SHAPE: EncryptionShape = {
  recipient: testKey('sp-rsa'),
  data: 'aes256-gcm',
  transport: 'oaep-mgf1p',
  keyPlace: 'inside',
  prefix: 'xenc',
};

function encrypted(name: string, ...content: readonly (ElementModel | string)[]): ElementModel {
  const xml = content.map((part) => (typeof part === 'string' ? part : serialise(part))).join('');
  return element(
    `wrap:${name}`,
    { 'xmlns:wrap': ASSERTION },
    ...encryptXml(xml, SHAPE, new SeededRandom(xml.length)),
  );
}

/** A response whose assertion is signed, or nothing. */
function forSignedAssertion(
  make: (base: AttackBase, evil: ElementModel) => unknown,
): (base: AttackBase) => ElementModel | undefined {
  return (base) => {
    const evil = base.evilAssertion();
    if (evil === undefined || base.rootIsSigned || !base.root.name.endsWith('Response')) return undefined;
    if (base.root.name.endsWith('RequestSecurityTokenResponse')) return undefined;
    make(base, evil);
    return base.root;
  };
}

/** The signed assertion with all namespaces it needs to stand alone. */
function standingAlone(base: AttackBase): ElementModel {
  const copy = cloneModel(base.signed);
  const own = new Set(copy.attributes.map(([name]) => name));
  copy.attributes.unshift(
    ...base.root.attributes.filter(([name]) => name.startsWith('xmlns') && !own.has(name)),
  );
  return copy;
}

/** What encryption hides from a reader that looks at the outer document alone. */
export const ENCRYPTED_ATTACKS: readonly AttackRecipe[] = [
  {
    name: 'a forged encrypted assertion before the signed one',
    make: forSignedAssertion((base, evil) =>
      insertBefore(base.root, base.signed, encrypted('EncryptedAssertion', evil)),
    ),
  },
  {
    name: 'a forged encrypted assertion after the signed one',
    make: forSignedAssertion((base, evil) =>
      insertAfter(base.root, base.signed, encrypted('EncryptedAssertion', evil)),
    ),
  },
  {
    name: 'only a forged encrypted assertion, unsigned',
    make: forSignedAssertion((base, evil) =>
      replaceIn(base.root, base.signed, encrypted('EncryptedAssertion', evil)),
    ),
  },
  {
    name: 'the signed assertion encrypted together with a forged one',
    make: forSignedAssertion((base, evil) =>
      replaceIn(base.root, base.signed, encrypted('EncryptedAssertion', evil, standingAlone(base))),
    ),
  },
  {
    name: 'an encrypted forged assertion around the signed one',
    make: forSignedAssertion((base, evil) => {
      evil.children.push(standingAlone(base));
      replaceIn(base.root, base.signed, encrypted('EncryptedAssertion', evil));
    }),
  },
  {
    name: 'an encrypted forged assertion whose signature covers the one in its Object',
    make: forSignedAssertion((base, evil) => {
      const signature = cloneModel(base.signature);
      const bare = standingAlone(base);
      removeFrom(bare, find(bare, 'Signature'));
      signature.children.push(element('o:Object', { 'xmlns:o': 'http://www.w3.org/2000/09/xmldsig#' }, bare));
      evil.children.splice(1, 0, signature);
      replaceIn(base.root, base.signed, encrypted('EncryptedAssertion', evil));
    }),
  },
  {
    name: 'an encrypted forged assertion with the ID of the signed one beside it',
    make: forSignedAssertion((base, evil) => {
      setAttribute(evil, base.idAttribute, base.id);
      insertBefore(base.root, base.signed, encrypted('EncryptedAssertion', evil));
    }),
  },
  {
    name: 'an encrypted forged assertion whose signature references the one outside',
    make: forSignedAssertion((base, evil) => {
      evil.children.splice(1, 0, cloneModel(base.signature));
      insertBefore(base.root, base.signed, encrypted('EncryptedAssertion', evil));
    }),
  },
  {
    name: 'an encrypted DOCTYPE',
    make: forSignedAssertion((base) =>
      replaceIn(
        base.root,
        base.signed,
        encrypted('EncryptedAssertion', '<!DOCTYPE x [<!ENTITY e "wolf">]>', standingAlone(base)),
      ),
    ),
  },
  {
    name: 'an encrypted processing instruction inside the signed assertion',
    make: forSignedAssertion((base) => {
      const text = serialise(standingAlone(base)).replace('@example', '<?wolf x?>@example');
      replaceIn(base.root, base.signed, encrypted('EncryptedAssertion', text));
    }),
  },
  {
    name: 'an encrypted assertion inside an encrypted assertion',
    make: forSignedAssertion((base, evil) =>
      replaceIn(
        base.root,
        base.signed,
        encrypted('EncryptedAssertion', encrypted('EncryptedAssertion', evil)),
      ),
    ),
  },
  {
    name: 'an encrypted whole response in place of the assertion',
    make: forSignedAssertion((base, evil) => {
      const inner = cloneModel(base.root);
      replaceIn(inner, find(inner, 'Assertion'), evil);
      replaceIn(base.root, base.signed, encrypted('EncryptedAssertion', inner));
    }),
  },
  {
    name: 'a forged encrypted name in place of the signed one',
    make: forSignedAssertion((base, evil) => {
      const name = findAll(evil, 'NameID')[0];
      const own = findAll(base.signed, 'NameID')[0];
      if (name === undefined || own === undefined) return;
      const namespaces = evil.attributes.filter(([key]) => key.startsWith('xmlns'));
      const alone = { ...name, attributes: [...namespaces, ...name.attributes] };
      replaceIn(base.root, own, encrypted('EncryptedID', alone));
    }),
  },
];

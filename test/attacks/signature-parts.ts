import { createHmac } from 'node:crypto';
import { CANONICALIZATIONS, digestOf } from '../generators/algorithms.ts';
import { canonicalise } from '../generators/canonical.ts';
import { testKey } from '../generators/keys.ts';
import { PLAIN_SIGNATURE, resign, signEnveloped } from '../generators/sign.ts';
import {
  attributeOf,
  childOf,
  cloneModel,
  comment,
  type ElementModel,
  element,
  find,
  findAll,
  insertAfter,
  insertBefore,
  prefixOf,
  raw,
  removeFrom,
  setAttribute,
  setText,
  text,
  textOf,
} from '../generators/xml-model.ts';
import { type AttackBase, type AttackRecipe, poison } from './attack.ts';

const HMAC = 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256';

/** Changes the signed element in place and gives the digest its changed content has. */
function tamper(base: AttackBase): string {
  poison(base.signed);
  const signature = find(base.signed, 'Signature');
  const transforms = findAll(signature, 'Transform').map((found) => attributeOf(found, 'Algorithm') ?? '');
  const exclusive = transforms.some((uri) => uri.includes('exc-c14n'));
  const prefixes = findAll(find(signature, 'Reference'), 'InclusiveNamespaces')[0];
  const list = prefixes === undefined ? undefined : attributeOf(prefixes, 'PrefixList')?.split(/\s+/);
  const form = { exclusive, comments: false, ...(list === undefined ? {} : { prefixList: list }) };
  const digest = attributeOf(find(signature, 'DigestMethod'), 'Algorithm') ?? '';
  return digestOf(digest, canonicalise(base.root, base.signed, form, signature));
}

const inPlace =
  (change: (base: AttackBase, digest: string) => unknown) =>
  (base: AttackBase): ElementModel | undefined => {
    change(base, tamper(base));
    return base.root;
  };

/** A value split by something that is not text; with the true value on either side, or in the middle. */
const SPLITS = {
  comment: (value: string) => comment(value),
  'processing instruction': (value: string) => raw(`<?wolf ${value}?>`),
  element: (value: string) => element('x:x', { 'xmlns:x': 'urn:example:x' }, value),
} as const;

const SPLIT_VALUES: readonly AttackRecipe[] = Object.entries(SPLITS).flatMap(([what, split]) => [
  {
    name: `the new digest in a ${what} before the old one in DigestValue`,
    make: inPlace((base, digest) => find(base.signature, 'DigestValue').children.unshift(split(digest))),
  },
  {
    name: `the old digest in a ${what} before the new one in DigestValue`,
    make: inPlace((base, digest) => {
      const value = find(base.signature, 'DigestValue');
      value.children = [split(textOf(value)), text(digest)];
    }),
  },
  {
    name: `a ${what} in DigestValue of an untouched message`,
    make: (base: AttackBase) => {
      find(base.signature, 'DigestValue').children.push(split('wolf'));
      return base.root;
    },
  },
  {
    name: `a ${what} in SignatureValue of an untouched message`,
    make: (base: AttackBase) => {
      find(base.signature, 'SignatureValue').children.unshift(split('wolf'));
      return base.root;
    },
  },
  {
    name: `a ${what} that cuts SignatureValue in two`,
    make: (base: AttackBase) => {
      const value = find(base.signature, 'SignatureValue');
      const all = textOf(value);
      value.children = [text(all.slice(0, 40)), split('wolf'), text(all.slice(40))];
      return base.root;
    },
  },
]);

/** SignedInfo given twice, one true and one for the changed content (CVE-2025-29774). */
const SEVERAL_SIGNED_INFOS: readonly AttackRecipe[] = (['before', 'after'] as const).flatMap((side) => [
  {
    name: `a forged SignedInfo ${side} the true one`,
    make: inPlace((base, digest) => {
      const info = find(base.signature, 'SignedInfo');
      const forged = cloneModel(info);
      setText(find(forged, 'DigestValue'), digest);
      if (side === 'before') insertBefore(base.root, info, forged);
      else insertAfter(base.root, info, forged);
    }),
  },
  {
    name: `a forged Reference ${side} the true one`,
    make: inPlace((base, digest) => {
      const reference = find(base.signature, 'Reference');
      const forged = cloneModel(reference);
      setText(find(forged, 'DigestValue'), digest);
      if (side === 'before') insertBefore(base.root, reference, forged);
      else insertAfter(base.root, reference, forged);
    }),
  },
  {
    name: `a forged DigestValue ${side} the true one`,
    make: inPlace((base, digest) => {
      const value = find(base.signature, 'DigestValue');
      const forged = cloneModel(value);
      setText(forged, digest);
      if (side === 'before') insertBefore(base.root, value, forged);
      else insertAfter(base.root, value, forged);
    }),
  },
  {
    name: `an empty second signature ${side} the true one`,
    make: (base: AttackBase) => {
      const second = cloneModel(base.signature);
      for (const local of ['DigestValue', 'SignatureValue']) setText(find(second, local), '');
      if (side === 'before') insertBefore(base.root, base.signature, second);
      else insertAfter(base.root, base.signature, second);
      return base.root;
    },
  },
]);

/** The changed element signed by someone else, and every hint that he might be trusted. */
function resignByAttacker(
  base: AttackBase,
  keyInfo: 'certificate' | 'none',
  extra?: ElementModel,
): ElementModel {
  poison(base.signed);
  const place = base.signed.children.indexOf(base.signature);
  removeFrom(base.root, base.signature);
  const shape = { ...PLAIN_SIGNATURE, key: testKey('attacker-rsa'), keyInfo };
  const signature = signEnveloped(base.root, base.signed, place, shape, base.idAttribute);
  if (extra) (childOf(signature, 'KeyInfo') ?? signature).children.unshift(extra);
  return base.root;
}

function attackerKeyValue(): ElementModel {
  const jwk = testKey('attacker-rsa').publicKey.export({ format: 'jwk' });
  const standard = (part: string | undefined): string =>
    Buffer.from(part ?? '', 'base64url').toString('base64');
  return element(
    'ds:KeyValue',
    { 'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#' },
    element(
      'ds:RSAKeyValue',
      {},
      element('ds:Modulus', {}, standard(jwk.n)),
      element('ds:Exponent', {}, standard(jwk.e)),
    ),
  );
}

const FOREIGN_KEYS: readonly AttackRecipe[] = [
  {
    name: 'signed by the attacker, his certificate in KeyInfo',
    make: (base) => resignByAttacker(base, 'certificate'),
  },
  { name: 'signed by the attacker, no KeyInfo', make: (base) => resignByAttacker(base, 'none') },
  {
    name: 'signed by the attacker, his key as KeyValue',
    make: (base) => resignByAttacker(base, 'certificate', attackerKeyValue()),
  },
  {
    name: 'signed by the attacker, the trusted certificate first in KeyInfo',
    make: (base) =>
      resignByAttacker(
        base,
        'certificate',
        element(
          'ds:X509Data',
          { 'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#' },
          element('ds:X509Certificate', {}, testKey('idp-rsa').certificateBase64),
        ),
      ),
  },
  ...(['pem', 'der', 'certificate'] as const).map((form) => ({
    name: `HMAC with the trusted public key as its secret (${form})`,
    make: inPlace((base, digest) => {
      const { publicKey, certificatePem } = testKey('idp-rsa');
      const secret =
        form === 'certificate'
          ? certificatePem
          : publicKey.export({ type: 'spki', format: form } as { type: 'spki'; format: 'der' });
      setText(find(base.signature, 'DigestValue'), digest);
      setAttribute(find(base.signature, 'SignatureMethod'), 'Algorithm', HMAC);
      const info = find(base.signature, 'SignedInfo');
      const method = attributeOf(find(info, 'CanonicalizationMethod'), 'Algorithm');
      const form_ =
        Object.values(CANONICALIZATIONS).find(({ uri }) => uri === method) ?? CANONICALIZATIONS.exclusive;
      const mac = createHmac('sha256', secret).update(canonicalise(base.root, info, form_));
      setText(find(base.signature, 'SignatureValue'), mac.digest('base64'));
    }),
  })),
];

const BROKEN_VALUES: readonly AttackRecipe[] = [
  { name: 'values changed in place', make: inPlace(() => undefined) },
  {
    name: 'values changed in place and the digest made to fit',
    make: inPlace((base, digest) => setText(find(base.signature, 'DigestValue'), digest)),
  },
  {
    name: 'values changed in place and SignatureValue empty',
    make: inPlace((base, digest) => {
      setText(find(base.signature, 'DigestValue'), digest);
      find(base.signature, 'SignatureValue').children = [];
    }),
  },
  {
    name: 'values changed in place and no SignatureValue at all',
    make: inPlace((base, digest) => {
      setText(find(base.signature, 'DigestValue'), digest);
      removeFrom(base.root, find(base.signature, 'SignatureValue'));
    }),
  },
  {
    name: 'values changed in place and no Reference left',
    make: inPlace((base) => removeFrom(base.root, find(base.signature, 'Reference'))),
  },
  {
    name: 'values changed in place and SignedInfo moved into an Object',
    make: inPlace((base) => {
      const info = find(base.signature, 'SignedInfo');
      removeFrom(base.root, info);
      const prefix = prefixOf(base.signature.name);
      base.signature.children.push(element(prefix === '' ? 'Object' : `${prefix}:Object`, {}, info));
    }),
  },
  {
    name: 'an empty Signature element in place of the signature',
    make: inPlace((base) => {
      base.signature.children = [];
    }),
  },
  {
    name: 'the signature of another, honest message',
    make: (base) => {
      poison(base.signed);
      resign(base.root, base.signature, { ...PLAIN_SIGNATURE, key: testKey('sp-rsa') });
      return base.root;
    },
  },
  {
    name: 'a signature of zeroes',
    make: inPlace((base, digest) => {
      setText(find(base.signature, 'DigestValue'), digest);
      setText(find(base.signature, 'SignatureValue'), Buffer.alloc(256).toString('base64'));
    }),
  },
];

export const SIGNATURE_ATTACKS: readonly AttackRecipe[] = [
  ...SPLIT_VALUES,
  ...SEVERAL_SIGNED_INFOS,
  ...FOREIGN_KEYS,
  ...BROKEN_VALUES,
];

import { CANONICALIZATIONS, digestOf, SIGNING_METHODS, signWith } from '../generators/algorithms.ts';
import { canonicalise } from '../generators/canonical.ts';
import { testKey } from '../generators/keys.ts';
import { PLAIN_SIGNATURE, resign, type SignatureShape, signEnveloped } from '../generators/sign.ts';
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
  removeFrom,
  setAttribute,
  setText,
} from '../generators/xml-model.ts';
import { type AttackBase, type AttackRecipe, poison } from './attack.ts';

const SHA256 = PLAIN_SIGNATURE.digest;
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const SHAPE: SignatureShape = { ...PLAIN_SIGNATURE, key: testKey('idp-rsa') };
const DIGEST_OF_NOTHING = digestOf(SHA256, '');

/** The base with a fresh, good signature by the trusted key, ready to be made odd. */
function freshlySigned(base: AttackBase): ElementModel {
  const place = base.signed.children.indexOf(base.signature);
  for (const signature of findAll(base.signed, 'Signature')) removeFrom(base.root, signature);
  return signEnveloped(base.root, base.signed, Math.min(place, 1), SHAPE, base.idAttribute);
}

/** Changes SignedInfo and signs it again with the trusted key: what is odd is then all that can be wrong. */
const odd =
  (change: (signature: ElementModel, base: AttackBase) => unknown) =>
  (base: AttackBase): ElementModel => {
    const signature = freshlySigned(base);
    change(signature, base);
    resign(base.root, signature, SHAPE);
    return base.root;
  };

const digestWithout = (base: AttackBase, signature: ElementModel, left: ElementModel | undefined): string => {
  const parent = left === undefined ? undefined : base.signed;
  const position = left === undefined ? -1 : base.signed.children.indexOf(left);
  if (parent && left) parent.children.splice(position, 1);
  const digest = digestOf(
    SHA256,
    canonicalise(base.root, base.signed, CANONICALIZATIONS.exclusive, signature),
  );
  if (parent && left) parent.children.splice(position, 0, left);
  return digest;
};

/** A transform that takes the subject out of what is signed; then the subject is the attacker's. */
function leavingOutSubject(transform: ElementModel): (base: AttackBase) => ElementModel | undefined {
  return (base) => {
    const subject = childOf(base.signed, 'Subject') ?? childOf(base.signed, 'AttributeStatement');
    if (subject === undefined) return undefined;
    return odd((signature) => {
      find(signature, 'Transforms').children.splice(1, 0, cloneModel(transform));
      setText(find(signature, 'DigestValue'), digestWithout(base, signature, subject));
      poison(subject);
    })(base);
  };
}

const XPATH = element(
  'ds:Transform',
  { Algorithm: 'http://www.w3.org/TR/1999/REC-xpath-19991116' },
  element('ds:XPath', {}, "not(ancestor-or-self::*[local-name()='Subject'])"),
);
const XPATH_FILTER = element(
  'ds:Transform',
  { Algorithm: 'http://www.w3.org/2002/06/xmldsig-filter2' },
  element(
    'f:XPath',
    { 'xmlns:f': 'http://www.w3.org/2002/06/xmldsig-filter2', Filter: 'subtract' },
    "//*[local-name()='Subject']",
  ),
);
const XSLT = element(
  'ds:Transform',
  { Algorithm: 'http://www.w3.org/TR/1999/REC-xslt-19991116' },
  element(
    'xsl:stylesheet',
    { 'xmlns:xsl': 'http://www.w3.org/1999/XSL/Transform', version: '1.0' },
    element('xsl:template', { match: '/' }, 'constant'),
  ),
);

const TRANSFORMS: readonly AttackRecipe[] = [
  { name: 'an XPath transform that leaves the subject out', make: leavingOutSubject(XPATH) },
  { name: 'an XPath filter that leaves the subject out', make: leavingOutSubject(XPATH_FILTER) },
  {
    name: 'an XSLT transform that signs a constant',
    make: odd((signature, base) => {
      find(signature, 'Transforms').children.unshift(cloneModel(XSLT));
      setText(find(signature, 'DigestValue'), digestOf(SHA256, 'constant'));
      poison(base.signed);
    }),
  },
  ...[`${DSIG}base64`, 'http://www.w3.org/2002/07/decrypt#XML', 'urn:example:unknown', ''].map((uri) => ({
    name: `a transform that is not allowed (${uri === '' ? 'empty' : uri})`,
    make: odd((signature) =>
      find(signature, 'Transforms').children.push(element('ds:Transform', { Algorithm: uri })),
    ),
  })),
  {
    name: 'three transforms',
    make: odd((signature) => {
      const transforms = find(signature, 'Transforms');
      const last = transforms.children.at(-1);
      if (last) transforms.children.push(cloneModel(last));
    }),
  },
  {
    name: 'no enveloped-signature transform and the digest of nothing',
    make: odd((signature, base) => {
      find(signature, 'Transforms').children.shift();
      setText(find(signature, 'DigestValue'), DIGEST_OF_NOTHING);
      poison(base.signed);
    }),
  },
  ...['urn:example:c14n', '', 'http://www.w3.org/2006/12/xml-c14n99'].map((uri) => ({
    name: `a canonicalization of SignedInfo that is not known (${uri === '' ? 'empty' : uri})`,
    make: odd((signature) => setAttribute(find(signature, 'CanonicalizationMethod'), 'Algorithm', uri)),
  })),
  {
    name: 'no canonicalization of SignedInfo',
    make: odd((signature, base) => removeFrom(base.root, find(signature, 'CanonicalizationMethod'))),
  },
];

const REFERENCES: readonly AttackRecipe[] = [
  ...[
    'https://wolf.attacker.example/data.xml',
    'file:///etc/hostname',
    'cid:part1@example.com',
    '#xpointer(/)',
    '#_no-such-id',
    '#',
    'wolf',
  ].map((uri) => ({
    name: `a Reference to ${uri}`,
    make: odd((signature) => setAttribute(find(signature, 'Reference'), 'URI', uri)),
  })),
  {
    name: 'a Reference by XPointer to the ID',
    make: odd((signature, base) =>
      setAttribute(find(signature, 'Reference'), 'URI', `#xpointer(id('${base.id}'))`),
    ),
  },
  {
    name: 'an empty Reference from an inner element',
    make: (base) =>
      base.rootIsSigned
        ? undefined
        : odd((signature) => {
            setAttribute(find(signature, 'Reference'), 'URI', '');
            const digest = digestOf(
              SHA256,
              canonicalise(base.root, base.root, CANONICALIZATIONS.exclusive, signature),
            );
            setText(find(signature, 'DigestValue'), digest);
          })(base),
  },
  {
    name: 'two true References',
    make: odd((signature, base) => {
      const reference = find(signature, 'Reference');
      insertAfter(base.root, reference, cloneModel(reference));
    }),
  },
  {
    name: 'a second Reference to an Object of the signature',
    make: odd((signature, base) => {
      const payload = element('ds:Object', { Id: '_payload' }, 'anything');
      signature.children.push(payload);
      const reference = find(signature, 'Reference');
      const second = cloneModel(reference);
      setAttribute(second, 'URI', '#_payload');
      setText(
        find(second, 'DigestValue'),
        digestOf(SHA256, canonicalise(base.root, payload, CANONICALIZATIONS.exclusive)),
      );
      insertBefore(base.root, reference, second);
    }),
  },
  {
    name: 'a Reference to an Object only, and the message the attacker’s',
    make: odd((signature, base) => {
      const payload = element('ds:Object', { Id: '_payload' }, 'anything');
      signature.children.push(payload);
      setAttribute(find(signature, 'Reference'), 'URI', '#_payload');
      const form = CANONICALIZATIONS.exclusive;
      setText(find(signature, 'DigestValue'), digestOf(SHA256, canonicalise(base.root, payload, form)));
      poison(base.signed);
    }),
  },
  {
    name: 'a Manifest that references the message, and its digest no longer true',
    make: odd((signature, base) => {
      const reference = find(signature, 'Reference');
      const manifest = element('ds:Manifest', { Id: '_manifest' }, cloneModel(reference));
      signature.children.push(element('ds:Object', {}, manifest));
      setAttribute(reference, 'URI', '#_manifest');
      setAttribute(reference, 'Type', `${DSIG}Manifest`);
      const form = CANONICALIZATIONS.exclusive;
      setText(find(reference, 'DigestValue'), digestOf(SHA256, canonicalise(base.root, manifest, form)));
      poison(base.signed);
    }),
  },
  {
    name: 'a signature of the root over the assertion only',
    make: (base) => {
      const assertion = childOf(base.root, 'Assertion');
      const id = assertion && attributeOf(assertion, 'ID');
      if (base.rootIsSigned || assertion === undefined || id === undefined) return undefined;
      removeFrom(base.root, base.signature);
      const signature = signEnveloped(base.root, base.root, 1, SHAPE);
      setAttribute(find(signature, 'Reference'), 'URI', `#${id}`);
      const form = CANONICALIZATIONS.exclusive;
      setText(find(signature, 'DigestValue'), digestOf(SHA256, canonicalise(base.root, assertion, form)));
      resign(base.root, signature, SHAPE);
      return base.root;
    },
  },
  {
    name: 'a good signature over the Status only',
    make: (base) => {
      const status = childOf(base.root, 'Status');
      if (status === undefined) return undefined;
      for (const signature of findAll(base.root, 'Signature')) removeFrom(base.root, signature);
      setAttribute(status, 'ID', '_status');
      signEnveloped(base.root, status, 1, SHAPE);
      poison(base.root);
      return base.root;
    },
  },
  {
    name: 'a good signature over an Extensions element only',
    make: (base) => {
      for (const signature of findAll(base.root, 'Signature')) removeFrom(base.root, signature);
      const extensions = element('x:Extensions', {
        'xmlns:x': 'urn:oasis:names:tc:SAML:2.0:protocol',
        ID: '_ext',
      });
      base.root.children.splice(1, 0, extensions);
      signEnveloped(base.root, extensions, 0, SHAPE);
      poison(base.root);
      return base.root;
    },
  },
];

const ALGORITHMS: readonly AttackRecipe[] = [
  ...[`http://www.w3.org/2001/04/xmldsig-more#rsa-md5`, 'urn:example:rsa', '', `${DSIG}dsa-sha1`].map(
    (uri) => ({
      name: `a signature method that is not known (${uri === '' ? 'empty' : uri})`,
      make: odd((signature) => setAttribute(find(signature, 'SignatureMethod'), 'Algorithm', uri)),
    }),
  ),
  ...['http://www.w3.org/2001/04/xmldsig-more#md5', 'urn:example:hash', ''].map((uri) => ({
    name: `a digest method that is not known (${uri === '' ? 'empty' : uri})`,
    make: odd((signature) => setAttribute(find(signature, 'DigestMethod'), 'Algorithm', uri)),
  })),
  {
    name: 'the digest and the signature of nothing (CVE-2025-66567, CVE-2025-66568)',
    make: (base) => {
      const signature = freshlySigned(base);
      setText(find(signature, 'DigestValue'), DIGEST_OF_NOTHING);
      setText(
        find(signature, 'SignatureValue'),
        signWith(SIGNING_METHODS['rsa-sha256'], SHAPE.key.privateKey, ''),
      );
      poison(base.signed);
      return base.root;
    },
  },
  {
    name: 'an empty DigestValue',
    make: odd((signature, base) => {
      find(signature, 'DigestValue').children = [];
      poison(base.signed);
    }),
  },
  {
    name: 'a DigestValue cut to its first bytes',
    make: odd((signature) => {
      const value = find(signature, 'DigestValue');
      const text = value.children[0];
      if (text?.kind === 'text')
        setText(value, Buffer.from(text.text, 'base64').subarray(0, 4).toString('base64'));
    }),
  },
];

/** Signed with the trusted key, so nothing but the oddness itself can be the reason to refuse. */
export const ODD_SIGNATURES: readonly AttackRecipe[] = [...TRANSFORMS, ...REFERENCES, ...ALGORITHMS];

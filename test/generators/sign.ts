import {
  CANONICALIZATIONS,
  type CanonicalizationName,
  digestOf,
  SIGNING_METHODS,
  type SigningMethodName,
  signWith,
} from './algorithms.ts';
import { type CanonicalForm, canonicalise } from './canonical.ts';
import type { TestKey } from './keys.ts';
import { attributeOf, type ElementModel, element, find, type NodeModel, setText, text } from './xml-model.ts';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const ENVELOPED = `${DSIG}enveloped-signature`;
const EXCLUSIVE = CANONICALIZATIONS.exclusive.uri;

export interface SignatureShape {
  readonly key: TestKey;
  readonly method: SigningMethodName;
  /** Digest method URI. */
  readonly digest: string;
  /** Of SignedInfo. */
  readonly canonicalization: CanonicalizationName;
  /** Of the referenced element, after the enveloped-signature transform; `none` leaves it out (then inclusive c14n applies). */
  readonly transform: CanonicalizationName | 'none';
  /** InclusiveNamespaces PrefixList of the transform; exclusive ones only. */
  readonly prefixList?: readonly string[];
  readonly prefix: string;
  readonly keyInfo: 'certificate' | 'key-name' | 'none';
  /** Characters per line of base64; 0 writes it in one. */
  readonly lineLength: number;
  /** White space between the signature's elements. */
  readonly indented: boolean;
}

export const PLAIN_SIGNATURE: Omit<SignatureShape, 'key'> = {
  method: 'rsa-sha256',
  digest: 'http://www.w3.org/2001/04/xmlenc#sha256',
  canonicalization: 'exclusive',
  transform: 'exclusive',
  prefix: 'ds',
  keyInfo: 'certificate',
  lineLength: 0,
  indented: false,
};

function folded(base64: string, lineLength: number): string {
  return lineLength === 0 ? base64 : `\n${base64.replace(new RegExp(`.{1,${lineLength}}`, 'g'), '$&\n')}`;
}

/** Signature element with empty values, as it stands while digests are made. */
function signatureSkeleton(shape: SignatureShape, referenceUri: string): ElementModel {
  const tag = (local: string): string => (shape.prefix === '' ? local : `${shape.prefix}:${local}`);
  const gap = (...children: (NodeModel | undefined)[]): NodeModel[] => {
    const present = children.filter((child) => child !== undefined);
    return shape.indented ? present.flatMap((child) => [text('\n  '), child]).concat(text('\n')) : present;
  };
  const inclusive =
    shape.prefixList === undefined
      ? undefined
      : element('ec:InclusiveNamespaces', { 'xmlns:ec': EXCLUSIVE, PrefixList: shape.prefixList.join(' ') });
  const transforms = [
    element(tag('Transform'), { Algorithm: ENVELOPED }),
    shape.transform === 'none'
      ? undefined
      : element(tag('Transform'), { Algorithm: CANONICALIZATIONS[shape.transform].uri }, inclusive),
  ];
  const reference = element(
    tag('Reference'),
    { URI: referenceUri },
    ...gap(
      element(tag('Transforms'), {}, ...gap(...transforms)),
      element(tag('DigestMethod'), { Algorithm: shape.digest }),
      element(tag('DigestValue')),
    ),
  );
  const signedInfo = element(
    tag('SignedInfo'),
    {},
    ...gap(
      element(tag('CanonicalizationMethod'), { Algorithm: CANONICALIZATIONS[shape.canonicalization].uri }),
      element(tag('SignatureMethod'), { Algorithm: SIGNING_METHODS[shape.method].uri }),
      reference,
    ),
  );
  const keyInfo =
    shape.keyInfo === 'none'
      ? undefined
      : element(
          tag('KeyInfo'),
          {},
          shape.keyInfo === 'key-name'
            ? element(tag('KeyName'), {}, shape.key.name)
            : element(
                tag('X509Data'),
                {},
                element(tag('X509Certificate'), {}, folded(shape.key.certificateBase64, shape.lineLength)),
              ),
        );
  return element(
    tag('Signature'),
    { [shape.prefix === '' ? 'xmlns' : `xmlns:${shape.prefix}`]: DSIG },
    ...gap(signedInfo, element(tag('SignatureValue')), keyInfo),
  );
}

/** Makes a placed signature's SignatureValue true again after its SignedInfo was changed. */
export function resign(root: ElementModel, signature: ElementModel, shape: SignatureShape): void {
  const signedInfo = canonicalise(
    root,
    find(signature, 'SignedInfo'),
    CANONICALIZATIONS[shape.canonicalization],
  );
  const value = signWith(SIGNING_METHODS[shape.method], shape.key.privateKey, signedInfo);
  setText(find(signature, 'SignatureValue'), folded(value, shape.lineLength));
}

/**
 * Signs `target` in place with an enveloped signature.
 *
 * @param root the document's root; the context of inclusive canonicalization, so sign after everything else is in place
 * @param position index among the target's children at which the signature is put
 * @returns the signature element
 */
export function signEnveloped(
  root: ElementModel,
  target: ElementModel,
  position: number,
  shape: SignatureShape,
  idAttribute = 'ID',
): ElementModel {
  const id = attributeOf(target, idAttribute);
  const signature = signatureSkeleton(shape, id === undefined ? '' : `#${id}`);
  target.children.splice(position, 0, signature);
  // A bare-name reference leaves comments out, whatever the transform's name says (XML Signature section 4.4.3.3).
  const form: CanonicalForm = {
    exclusive: shape.transform !== 'none' && CANONICALIZATIONS[shape.transform].exclusive,
    comments: false,
    ...(shape.prefixList === undefined ? {} : { prefixList: shape.prefixList }),
  };
  const bytes = canonicalise(root, target, form, signature);
  setText(find(signature, 'DigestValue'), folded(digestOf(shape.digest, bytes), 0));
  resign(root, signature, shape);
  return signature;
}

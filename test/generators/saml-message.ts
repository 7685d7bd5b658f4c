import { DIGESTS, SIGNING_METHODS, type SigningMethod } from './algorithms.ts';
import { decorate } from './decorate.ts';
import { BLOCK_CIPHER_NAMES, type EncryptionShape, encryptXml, KEY_TRANSPORT_NAMES } from './encrypt.ts';
import { type TestKey, testKey } from './keys.ts';
import { authnRequestElement, logoutRequestElement, logoutResponseElement } from './saml-requests.ts';
import { assertionElement, responseElement, SamlWriter } from './saml-response.ts';
import { drawStyle, type SamlStyle } from './saml-style.ts';
import { drawValues, type SamlValues } from './saml-values.ts';
import { SeededRandom } from './seeded-random.ts';
import { PLAIN_WRITING, serialise, type WritingStyle } from './serialise.ts';
import { type SignatureShape, signEnveloped } from './sign.ts';
import { saml11AssertionElement, wsFedElement } from './ws-fed.ts';
import { childOf, type ElementModel, element, findAll, replaceIn } from './xml-model.ts';

type GeneratedKind =
  | 'response'
  | 'assertion'
  | 'authn-request'
  | 'logout-request'
  | 'logout-response'
  | 'ws-fed';

export interface GeneratedMessage {
  readonly seed: number;
  readonly kind: GeneratedKind;
  readonly xml: string;
  readonly style: string;
  readonly values: SamlValues;
  /** Who signed; its certificate is the one to trust. */
  readonly key: TestKey;
  readonly signs: 'assertion' | 'response' | 'both';
  readonly signature: SignatureShape;
  readonly encryption?: EncryptionShape & { readonly what: 'assertion' | 'name-id' | 'attribute' };
}

/** What a caller pins; everything else follows from the seed. */
export interface GenerationOptions {
  readonly kind?: GeneratedKind;
  readonly style?: SamlStyle;
  readonly signs?: 'assertion' | 'response' | 'both';
  readonly encrypt?: 'assertion' | 'name-id' | 'attribute' | 'never';
  /** Epoch milliseconds; ISSUED_AT where absent. */
  readonly issuedAt?: number;
  readonly writing?: WritingStyle;
  readonly signature?: Partial<SignatureShape>;
  /** Comments, CDATA, foreign attributes and nested values. */
  readonly decorate?: boolean;
}

const KINDS: readonly GeneratedKind[] = [
  ...Array<GeneratedKind>(14).fill('response'),
  'assertion',
  'assertion',
  'authn-request',
  'logout-request',
  'logout-response',
  'ws-fed',
];

function drawSignature(random: SeededRandom, style: SamlStyle): SignatureShape {
  const method = random.pick(style.methods);
  const { keys }: SigningMethod = SIGNING_METHODS[method];
  const transform = random.pick(style.canonicalizations);
  const exclusive = transform.startsWith('exclusive');
  const prefixList = exclusive && style.prefixLists.length > 0 ? random.pick(style.prefixLists) : [];
  return {
    key: testKey(random.pick(keys)),
    method,
    digest: method.endsWith('sha1')
      ? 'http://www.w3.org/2000/09/xmldsig#sha1'
      : style.name === 'wild'
        ? random.pick(Object.keys(DIGESTS).filter((uri) => !uri.endsWith('sha224')))
        : 'http://www.w3.org/2001/04/xmlenc#sha256',
    canonicalization: random.pick(style.canonicalizations),
    transform,
    ...(prefixList.length === 0 ? {} : { prefixList }),
    prefix: style.signature,
    keyInfo: random.chance(0.85) ? 'certificate' : random.pick(['none', 'key-name'] as const),
    lineLength: style.base64LineLength,
    indented: style.indented,
  };
}

function drawWriting(random: SeededRandom): WritingStyle {
  if (random.chance(0.5)) return PLAIN_WRITING;
  return {
    quote: random.pick(['"', "'"]),
    longEmpty: random.chance(0.3),
    asciiOnly: random.chance(0.3),
    shuffled: random.chance(0.2),
    declaration: random.chance(0.4),
  };
}

function placeOf(target: ElementModel, style: SamlStyle): number {
  if (style.signaturePlace === 'last') return target.children.length;
  const issuer = childOf(target, 'Issuer');
  return issuer === undefined ? 0 : target.children.indexOf(issuer) + 1;
}

/** The element with every namespace it needs, as text of its own. */
function standalone(node: ElementModel, context: ElementModel): string {
  const declared = new Set(node.attributes.map(([name]) => name));
  const inherited = context.attributes.filter(([name]) => name.startsWith('xmlns') && !declared.has(name));
  return serialise({ ...node, attributes: [...inherited, ...node.attributes] });
}

const ENCRYPTED_NAMES = {
  Assertion: 'EncryptedAssertion',
  NameID: 'EncryptedID',
  Attribute: 'EncryptedAttribute',
};

function encryptIn(
  root: ElementModel,
  target: ElementModel,
  writer: SamlWriter,
  shape: EncryptionShape,
  random: SeededRandom,
): void {
  const local = target.name.slice(target.name.indexOf(':') + 1) as keyof typeof ENCRYPTED_NAMES;
  const namespaces = local === 'Assertion' ? writer.assertionNamespace() : {};
  const context =
    local === 'Assertion'
      ? root
      : element(
          'c',
          Object.fromEntries([...root.attributes, ...(findAll(root, 'Assertion')[0]?.attributes ?? [])]),
        );
  const content = encryptXml(standalone(target, context), shape, random);
  replaceIn(root, target, element(writer.a(ENCRYPTED_NAMES[local]), namespaces, ...content));
}

function buildResponse(
  random: SeededRandom,
  style: SamlStyle,
  values: SamlValues,
  signature: SignatureShape,
  signs: 'assertion' | 'response' | 'both',
  encryption: GeneratedMessage['encryption'],
  decorated: boolean,
): ElementModel {
  const writer = new SamlWriter(style);
  const assertion = assertionElement(writer, values);
  const root = responseElement(writer, values, [assertion]);
  if (decorated) decorate(root, random);
  if (encryption && encryption.what !== 'assertion') {
    const target = findAll(assertion, encryption.what === 'name-id' ? 'NameID' : 'Attribute')[0];
    if (target) encryptIn(root, target, writer, encryption, random);
  }
  if (signs !== 'response') signEnveloped(root, assertion, placeOf(assertion, style), signature);
  if (encryption?.what === 'assertion') encryptIn(root, assertion, writer, encryption, random);
  if (signs !== 'assertion') signEnveloped(root, root, placeOf(root, style), signature);
  return root;
}

/**
 * A signed SAML message that follows from its seed alone, valid at ISSUED_AT for whoever trusts its key's certificate.
 *
 * @param seed any integer
 */
export function generateMessage(seed: number, options: GenerationOptions = {}): GeneratedMessage {
  const random = new SeededRandom(seed);
  const kind = options.kind ?? random.pick(KINDS);
  const style = options.style ?? drawStyle(random);
  const values = drawValues(random, options.issuedAt);
  const decorated = options.decorate ?? random.chance(0.3);
  const signs = options.signs ?? random.pick(style.signs);
  const encrypt =
    options.encrypt ??
    (random.chance(0.2) ? random.pick(['assertion', 'name-id', 'attribute'] as const) : 'never');
  const encryption =
    encrypt === 'never' || kind !== 'response'
      ? undefined
      : {
          what: encrypt,
          recipient: testKey('sp-rsa'),
          data: random.pick(BLOCK_CIPHER_NAMES),
          transport: random.pick(KEY_TRANSPORT_NAMES),
          keyPlace: random.pick(['inside', 'beside'] as const),
          prefix: random.pick(['xenc', 'e']),
        };
  const drawn = { ...drawSignature(random, style), ...options.signature };
  // An assertion that leaves its response when it is encrypted cannot keep a signature over inherited namespaces.
  const signature: SignatureShape =
    encryption?.what === 'assertion' && drawn.transform.startsWith('inclusive')
      ? { ...drawn, transform: 'exclusive', canonicalization: 'exclusive' }
      : drawn;
  const root = ((): ElementModel => {
    if (kind === 'response')
      return buildResponse(random, style, values, signature, signs, encryption, decorated);
    if (kind === 'ws-fed') {
      const token = saml11AssertionElement(values);
      const message = wsFedElement(values, token);
      signEnveloped(message, token, token.children.length, signature, 'AssertionID');
      return message;
    }
    const writer = new SamlWriter(style);
    const made =
      kind === 'assertion'
        ? assertionElement(writer, values, true)
        : kind === 'authn-request'
          ? authnRequestElement(style, values)
          : kind === 'logout-request'
            ? logoutRequestElement(style, values)
            : logoutResponseElement(style, values);
    signEnveloped(made, made, placeOf(made, style), signature);
    return made;
  })();
  return {
    seed,
    kind,
    xml: serialise(root, options.writing ?? drawWriting(random)),
    style: style.name,
    values,
    key: signature.key,
    signs: kind === 'response' ? signs : kind === 'ws-fed' || kind === 'assertion' ? 'assertion' : 'response',
    signature,
    ...(encryption === undefined ? {} : { encryption }),
  };
}

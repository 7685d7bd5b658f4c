import type { CanonicalizationName, SigningMethodName } from './algorithms.ts';
import type { SeededRandom } from './seeded-random.ts';

/** How a family of issuers writes its messages. */
export interface SamlStyle {
  readonly name: string;
  /** Prefix of the protocol namespace; empty for the default namespace. */
  readonly protocol: string;
  readonly assertion: string;
  readonly signature: string;
  /** Both SAML namespaces on the root, or each where it is first needed. */
  readonly declareAtRoot: boolean;
  /** xs and xsi declared on the assertion and values typed `xs:string`. */
  readonly typedValues: boolean;
  readonly milliseconds: boolean;
  /** White space between elements. */
  readonly indented: boolean;
  /** The signature after Issuer (SAML core 2.7.2), or as the last child as SAML 1.1 has it. */
  readonly signaturePlace: 'after-issuer' | 'last';
  readonly signs: readonly ('assertion' | 'response' | 'both')[];
  readonly methods: readonly SigningMethodName[];
  readonly canonicalizations: readonly CanonicalizationName[];
  readonly prefixLists: readonly (readonly string[])[];
  readonly base64LineLength: number;
}

const MODERN: readonly SigningMethodName[] = ['rsa-sha256'];
const EXCLUSIVE: readonly CanonicalizationName[] = ['exclusive'];

/** Shapes of the common issuers, from experience with their messages; `wild` draws every freedom the specifications leave. */
export const SAML_STYLES: readonly SamlStyle[] = [
  {
    name: 'entra',
    protocol: 'samlp',
    assertion: '',
    signature: '',
    declareAtRoot: false,
    typedValues: false,
    milliseconds: true,
    indented: false,
    signaturePlace: 'after-issuer',
    signs: ['assertion', 'response', 'both'],
    methods: ['rsa-sha256', 'rsa-sha256', 'rsa-sha1'],
    canonicalizations: EXCLUSIVE,
    prefixLists: [],
    base64LineLength: 0,
  },
  {
    name: 'ad-fs',
    protocol: 'samlp',
    assertion: '',
    signature: 'ds',
    declareAtRoot: false,
    typedValues: false,
    milliseconds: true,
    indented: false,
    signaturePlace: 'after-issuer',
    signs: ['assertion', 'both'],
    methods: ['rsa-sha256', 'rsa-sha1'],
    canonicalizations: EXCLUSIVE,
    prefixLists: [],
    base64LineLength: 0,
  },
  {
    name: 'simplesamlphp',
    protocol: 'samlp',
    assertion: 'saml',
    signature: 'ds',
    declareAtRoot: true,
    typedValues: true,
    milliseconds: false,
    indented: false,
    signaturePlace: 'after-issuer',
    signs: ['both', 'assertion'],
    methods: MODERN,
    canonicalizations: EXCLUSIVE,
    prefixLists: [],
    base64LineLength: 0,
  },
  {
    name: 'opensaml',
    protocol: 'saml2p',
    assertion: 'saml2',
    signature: 'ds',
    declareAtRoot: false,
    typedValues: true,
    milliseconds: true,
    indented: false,
    signaturePlace: 'after-issuer',
    signs: ['assertion', 'response', 'both'],
    methods: ['rsa-sha256', 'rsa-sha512', 'ecdsa-sha256'],
    canonicalizations: EXCLUSIVE,
    prefixLists: [['xs'], []],
    base64LineLength: 76,
  },
  {
    name: 'samlify',
    protocol: 'samlp',
    assertion: 'saml',
    signature: '',
    declareAtRoot: true,
    typedValues: true,
    milliseconds: true,
    indented: false,
    signaturePlace: 'after-issuer',
    signs: ['assertion', 'response'],
    methods: ['rsa-sha256', 'rsa-sha512'],
    canonicalizations: EXCLUSIVE,
    prefixLists: [],
    base64LineLength: 0,
  },
  {
    name: 'pretty-printed',
    protocol: 'samlp',
    assertion: 'saml',
    signature: 'dsig',
    declareAtRoot: true,
    typedValues: false,
    milliseconds: false,
    indented: true,
    signaturePlace: 'after-issuer',
    signs: ['response', 'assertion', 'both'],
    methods: MODERN,
    canonicalizations: ['exclusive', 'inclusive'],
    prefixLists: [],
    base64LineLength: 64,
  },
];

/** @returns a known issuer's style, or one that draws every freedom anew */
export function drawStyle(random: SeededRandom): SamlStyle {
  if (random.chance(0.6)) return random.pick(SAML_STYLES);
  const protocol = random.pick(['samlp', 'p', '', 'saml2p']);
  return {
    name: 'wild',
    protocol,
    assertion: random.pick(protocol === '' ? ['saml', 'a'] : ['saml', '', 'a', 'saml2']),
    signature: random.pick(['ds', '', 'dsig', 'sig-1']),
    declareAtRoot: random.chance(0.5),
    typedValues: random.chance(0.5),
    milliseconds: random.chance(0.5),
    indented: random.chance(0.3),
    signaturePlace: 'after-issuer',
    signs: ['assertion', 'response', 'both'],
    methods: [
      'rsa-sha1',
      'rsa-sha256',
      'rsa-sha384',
      'rsa-sha512',
      'pss-sha256',
      'pss-sha512',
      'ecdsa-sha1',
      'ecdsa-sha256',
      'ecdsa-sha384',
      'ecdsa-sha512',
    ],
    canonicalizations: ['exclusive', 'inclusive', 'exclusive-comments', 'inclusive-comments'],
    prefixLists: [[], ['xs', 'xsi'], ['#default'], ['xs', 'unused']],
    base64LineLength: random.pick([0, 64, 76]),
  };
}

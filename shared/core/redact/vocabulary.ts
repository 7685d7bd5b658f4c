/**
 * The closed vocabularies that carry a verdict and nothing of a person or an organization: algorithm and format names,
 * versions, methods, well-known claim names. They stay as they are in redacted evidence; everything else is replaced.
 */
const KEPT_PREFIXES = [
  'urn:oasis:names:tc:',
  'urn:ietf:params:',
  'urn:federation:MicrosoftOnline',
  'urn:mace:dir:attribute-def:',
  'urn:oid:',
  'http://www.w3.org/',
  'http://docs.oasis-open.org/',
  'http://schemas.microsoft.com/',
  'http://schemas.xmlsoap.org/',
  'https://aws.amazon.com/SAML/Attributes/',
];

/** Hosts that say which service spoke, not whose. */
const KEPT_HOSTS = [
  /^sts\.windows\.net$/,
  /^login\.microsoftonline\.(com|us|de)$/,
  /^login\.partner\.microsoftonline\.cn$/,
  /^graph\.microsoft\.com$/,
  /^management\.azure\.com$/,
  /^cognitiveservices\.azure\.com$/,
  /^ai\.azure\.com$/,
  /^[a-z]{2}(-[a-z]+)+-\d\.(sso\.)?signin\.aws(\.amazon\.com)?$/,
  /^signin\.aws\.amazon\.com$/,
];

/** Path segments of those hosts that are the same for everybody. */
const KEPT_SEGMENTS = new Set([
  '',
  'v1.0',
  'v2.0',
  'saml',
  'saml2',
  'wsfed',
  'acs',
  'platform',
  'common',
  'organizations',
  'oauth2',
  'token',
  'authorize',
  'discovery',
  'keys',
  'federationmetadata',
  '2007-06',
  'federationmetadata.xml',
  'adfs',
  'ls',
  'services',
  'trust',
  'reprocess',
  '.well-known',
  'openid-configuration',
]);

const KEPT_VALUES = new Set([
  // SAML and metadata
  'signing',
  'encryption',
  'exact',
  'minimum',
  'maximum',
  'better',
  'AWS_ACCOUNT',
  'Permit',
  'Deny',
  'Indeterminate',
  // JOSE (RFC 7518, RFC 8037, RFC 8812)
  'JWT',
  'JWS',
  'JWE',
  'at+jwt',
  'application/at+jwt',
  'JOSE',
  'JOSE+JSON',
  'none',
  'EdDSA',
  'Ed25519',
  'Ed448',
  'dir',
  'RSA1_5',
  'RSA-OAEP',
  'RSA-OAEP-256',
  'RSA-OAEP-384',
  'RSA-OAEP-512',
  'ECDH-ES',
  'DEF',
  'RSA',
  'EC',
  'OKP',
  'oct',
  'b64',
  'exp',
  'sig',
  'enc',
  'P-256',
  'P-384',
  'P-521',
  'X25519',
  'X448',
  'secp256k1',
  // authentication methods (RFC 8176 and Entra's)
  'pwd',
  'mfa',
  'otp',
  'rsa',
  'fed',
  'wia',
  'ngcmfa',
  'wiaormfa',
  'sms',
  'hwk',
  'swk',
  'kba',
  'pin',
  'fpt',
  'face',
  'user',
  'app',
  'possessionorinherence',
  'cp1',
  'Bearer',
]);

const KEPT_PATTERNS = [
  /^(true|false|null)$/i,
  /^-?\d{1,3}(\.\d{1,2})?$/,
  /^(RS|PS|ES|HS)(256|384|512)K?$/,
  /^A(128|192|256)(KW|GCMKW|GCM|CBC-HS(256|384|512))$/,
  /^ECDH-ES\+A(128|192|256)KW$/,
  /^PBES2-HS(256|384|512)\+A(128|192|256)KW$/,
  /^[a-z]{1,4}:[A-Za-z]{3,12}$/,
];

/** @returns true where a value belongs to a closed vocabulary of a specification */
export function isVocabulary(value: string): boolean {
  return (
    KEPT_VALUES.has(value) ||
    KEPT_PATTERNS.some((pattern) => pattern.test(value)) ||
    (KEPT_PREFIXES.some((prefix) => value.startsWith(prefix)) && /^[\x21-\x7e]{1,200}$/.test(value))
  );
}

/** @returns true where a host names a public service and no customer of it */
export function isPublicHost(host: string): boolean {
  return KEPT_HOSTS.some((pattern) => pattern.test(host));
}

/** @returns true where a path segment is the same for every customer of a public service */
export function isPublicSegment(segment: string): boolean {
  return KEPT_SEGMENTS.has(segment.toLowerCase());
}

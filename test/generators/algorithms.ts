import { constants, createHash, createSign, type KeyObject } from 'node:crypto';
import type { KeyName } from './keys.ts';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const DSIG_MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const DSIG_2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
const XMLENC = 'http://www.w3.org/2001/04/xmlenc#';

/** Digest methods of XML Signature with what node:crypto calls them. */
export const DIGESTS: Readonly<Record<string, string>> = {
  [`${DSIG}sha1`]: 'sha1',
  [`${DSIG_MORE}sha224`]: 'sha224',
  [`${XMLENC}sha256`]: 'sha256',
  [`${DSIG_MORE}sha384`]: 'sha384',
  [`${XMLENC}sha512`]: 'sha512',
};

export interface SigningMethod {
  readonly uri: string;
  readonly hash: string;
  readonly scheme: 'pkcs1' | 'pss' | 'ecdsa';
  readonly keys: readonly KeyName[];
}

const RSA: readonly KeyName[] = ['idp-rsa'];
const EC: readonly KeyName[] = ['idp-p256', 'idp-p384', 'idp-p521'];

/** Signature methods a generated message may use (RFC 9231 sections 2.3.2, 2.3.6, 2.3.10). */
export const SIGNING_METHODS = {
  'rsa-sha1': { uri: `${DSIG}rsa-sha1`, hash: 'sha1', scheme: 'pkcs1', keys: RSA },
  'rsa-sha256': { uri: `${DSIG_MORE}rsa-sha256`, hash: 'sha256', scheme: 'pkcs1', keys: RSA },
  'rsa-sha384': { uri: `${DSIG_MORE}rsa-sha384`, hash: 'sha384', scheme: 'pkcs1', keys: RSA },
  'rsa-sha512': { uri: `${DSIG_MORE}rsa-sha512`, hash: 'sha512', scheme: 'pkcs1', keys: RSA },
  'pss-sha256': { uri: `${DSIG_2007}sha256-rsa-MGF1`, hash: 'sha256', scheme: 'pss', keys: RSA },
  'pss-sha512': { uri: `${DSIG_2007}sha512-rsa-MGF1`, hash: 'sha512', scheme: 'pss', keys: RSA },
  'ecdsa-sha1': { uri: `${DSIG_MORE}ecdsa-sha1`, hash: 'sha1', scheme: 'ecdsa', keys: EC },
  'ecdsa-sha256': { uri: `${DSIG_MORE}ecdsa-sha256`, hash: 'sha256', scheme: 'ecdsa', keys: EC },
  'ecdsa-sha384': { uri: `${DSIG_MORE}ecdsa-sha384`, hash: 'sha384', scheme: 'ecdsa', keys: EC },
  'ecdsa-sha512': { uri: `${DSIG_MORE}ecdsa-sha512`, hash: 'sha512', scheme: 'ecdsa', keys: EC },
} as const satisfies Record<string, SigningMethod>;

export type SigningMethodName = keyof typeof SIGNING_METHODS;

export interface Canonicalization {
  readonly uri: string;
  readonly exclusive: boolean;
  readonly comments: boolean;
}

export const CANONICALIZATIONS = {
  exclusive: { uri: 'http://www.w3.org/2001/10/xml-exc-c14n#', exclusive: true, comments: false },
  'exclusive-comments': {
    uri: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments',
    exclusive: true,
    comments: true,
  },
  inclusive: { uri: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315', exclusive: false, comments: false },
  'inclusive-comments': {
    uri: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments',
    exclusive: false,
    comments: true,
  },
} as const satisfies Record<string, Canonicalization>;

export type CanonicalizationName = keyof typeof CANONICALIZATIONS;

/** @param digestUri a key of DIGESTS */
export function digestOf(digestUri: string, data: string): string {
  const hash = DIGESTS[digestUri];
  if (hash === undefined) throw new Error(`unknown digest ${digestUri}`);
  return createHash(hash).update(data, 'utf8').digest('base64');
}

/** Signs the text's UTF-8 bytes; ECDSA as r||s (RFC 9231 section 2.3.6). */
export function signWith(method: SigningMethod, key: KeyObject, data: string): string {
  const signer = createSign(method.hash).update(data, 'utf8');
  if (method.scheme === 'ecdsa') return signer.sign({ key, dsaEncoding: 'ieee-p1363' }, 'base64');
  if (method.scheme === 'pkcs1') return signer.sign(key, 'base64');
  return signer.sign(
    { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
    'base64',
  );
}

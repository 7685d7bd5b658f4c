import type { HashName, SignatureScheme } from '../../crypto/crypto.ts';
import { NS } from '../namespaces.ts';
import { attribute, child, textOf } from '../query.ts';
import type { XmlElement } from '../tree.ts';

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const MORE_2007 = NS.dsigMore;
const MORE_2021 = 'http://www.w3.org/2021/04/xmldsig-more#';

const HASHES: ReadonlyMap<string, HashName> = new Map([
  [`${NS.ds}sha1`, 'SHA-1'],
  [`${MORE}sha224`, 'SHA-224'],
  [`${NS.enc}sha256`, 'SHA-256'],
  [`${MORE}sha384`, 'SHA-384'],
  [`${NS.enc}sha512`, 'SHA-512'],
]);

/**
 * Names some signers write by analogy, which no specification defines; what they mean is beyond doubt, and a strict relying
 * party refuses them.
 */
const MISNAMED: ReadonlyMap<string, string> = new Map([
  [`${NS.enc}sha384`, `${MORE}sha384`],
  [`${MORE}sha256`, `${NS.enc}sha256`],
  [`${MORE}sha512`, `${NS.enc}sha512`],
  [`${MORE}rsa-sha1`, `${NS.ds}rsa-sha1`],
]);

/** @returns the defined name of an algorithm that is known under a wrong one. */
export function definedName(uri: string): string | undefined {
  return MISNAMED.get(uri);
}

/** Octets of each hash, which is also the salt length the named RSA-PSS algorithms fix. */
const HASH_LENGTH: Readonly<Record<HashName, number>> = {
  'SHA-1': 20,
  'SHA-224': 28,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
};

function pss(hash: HashName, mgfHash = hash, saltLength = HASH_LENGTH[hash]): SignatureScheme {
  return { scheme: 'rsa-pss', hash, mgfHash, saltLength };
}

const SCHEMES: ReadonlyMap<string, SignatureScheme> = new Map<string, SignatureScheme>([
  [`${NS.ds}rsa-sha1`, { scheme: 'rsa-pkcs1', hash: 'SHA-1' }],
  [`${MORE}rsa-sha224`, { scheme: 'rsa-pkcs1', hash: 'SHA-224' }],
  [`${MORE}rsa-sha256`, { scheme: 'rsa-pkcs1', hash: 'SHA-256' }],
  [`${MORE}rsa-sha384`, { scheme: 'rsa-pkcs1', hash: 'SHA-384' }],
  [`${MORE}rsa-sha512`, { scheme: 'rsa-pkcs1', hash: 'SHA-512' }],
  [`${MORE_2007}sha1-rsa-MGF1`, pss('SHA-1')],
  [`${MORE_2007}sha224-rsa-MGF1`, pss('SHA-224')],
  [`${MORE_2007}sha256-rsa-MGF1`, pss('SHA-256')],
  [`${MORE_2007}sha384-rsa-MGF1`, pss('SHA-384')],
  [`${MORE_2007}sha512-rsa-MGF1`, pss('SHA-512')],
  [`${MORE}ecdsa-sha1`, { scheme: 'ecdsa', hash: 'SHA-1' }],
  [`${MORE}ecdsa-sha224`, { scheme: 'ecdsa', hash: 'SHA-224' }],
  [`${MORE}ecdsa-sha256`, { scheme: 'ecdsa', hash: 'SHA-256' }],
  [`${MORE}ecdsa-sha384`, { scheme: 'ecdsa', hash: 'SHA-384' }],
  [`${MORE}ecdsa-sha512`, { scheme: 'ecdsa', hash: 'SHA-512' }],
  [`${MORE_2021}eddsa-ed25519`, { scheme: 'eddsa' }],
  [`${MORE_2021}eddsa-ed448`, { scheme: 'eddsa' }],
]);

/**
 * The hash a DigestMethod names (XML Signature 1.1 section 6.2, RFC 9231 section 2.1).
 *
 * @returns undefined for any other URI, MD5 among them
 */
export function hashOf(uri: string): HashName | undefined {
  return HASHES.get(MISNAMED.get(uri) ?? uri);
}

/** @returns whether the URI names a keyed hash, which would make a verification key a signing key. */
export function isHmac(uri: string): boolean {
  return /#hmac-/i.test(uri);
}

function hashOfChild(parent: XmlElement): HashName | undefined {
  const method = child(parent, NS.ds, 'DigestMethod');
  return method === undefined ? undefined : hashOf(attribute(method, 'Algorithm') ?? '');
}

/** RSASSA-PSS with parameters (RFC 9231 section 2.3.9); absent ones are SHA-256, MGF1 with the same, salt as long as the hash. */
function parameterisedPss(method: XmlElement | undefined): SignatureScheme | undefined {
  const parameters = method === undefined ? undefined : child(method, NS.dsigMore, 'RSAPSSParams');
  if (parameters === undefined) return pss('SHA-256');
  const hash = child(parameters, NS.ds, 'DigestMethod') === undefined ? 'SHA-256' : hashOfChild(parameters);
  if (hash === undefined) return undefined;
  const generator = child(parameters, NS.dsigMore, 'MaskGenerationFunction');
  if (generator !== undefined && attribute(generator, 'Algorithm') !== `${NS.dsigMore}MGF1`) return undefined;
  const mgfHash = generator === undefined || generator.children.length === 0 ? hash : hashOfChild(generator);
  const trailer = child(parameters, NS.dsigMore, 'TrailerField');
  if (mgfHash === undefined || (trailer !== undefined && textOf(trailer).trim() !== '1')) return undefined;
  const salt = child(parameters, NS.dsigMore, 'SaltLength');
  if (salt === undefined) return pss(hash, mgfHash);
  const length = textOf(salt).trim();
  return /^\d{1,4}$/.test(length) ? pss(hash, mgfHash, Number(length)) : undefined;
}

/**
 * The scheme a SignatureMethod, or the SigAlg of a redirect, names (XML Signature 1.1 section 6.4, RFC 9231 section 2.3).
 *
 * @param uri the Algorithm attribute
 * @param method the SignatureMethod element, which may hold RSA-PSS parameters
 * @returns undefined for anything else; keyed hashes are never among them
 */
export function signatureSchemeOf(
  uri: string,
  method?: XmlElement,
): { readonly scheme: SignatureScheme; readonly weak: boolean } | undefined {
  const scheme =
    uri === `${NS.dsigMore}rsa-pss` ? parameterisedPss(method) : SCHEMES.get(MISNAMED.get(uri) ?? uri);
  if (scheme === undefined) return undefined;
  return { scheme, weak: scheme.scheme !== 'eddsa' && scheme.hash === 'SHA-1' };
}

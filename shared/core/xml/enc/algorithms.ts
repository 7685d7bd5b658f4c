import type { HashName } from '../../crypto/crypto.ts';
import { hashOf } from '../dsig/algorithms.ts';
import { NS } from '../namespaces.ts';
import { attribute, child } from '../query.ts';
import type { XmlElement } from '../tree.ts';

/** What still opens but is no longer safe: no integrity, a 64-bit block, a padding oracle. */
export type WeakEncryption = 'cbc' | '3des' | 'rsa-1_5';

export interface DataCipher {
  readonly mode: 'cbc' | 'gcm' | '3des';
  /** Bytes. */
  readonly keyLength: number;
  readonly weak: readonly WeakEncryption[];
}

export type KeyCipher =
  | { readonly kind: 'rsa-1_5'; readonly weak: readonly WeakEncryption[] }
  | {
      readonly kind: 'rsa-oaep';
      readonly hash: HashName;
      readonly mgfHash: HashName;
      readonly weak: readonly WeakEncryption[];
    }
  | { readonly kind: 'aes-kw'; readonly keyLength: number; readonly weak: readonly WeakEncryption[] };

const DATA: ReadonlyMap<string, DataCipher> = new Map<string, DataCipher>([
  [`${NS.enc}aes128-cbc`, { mode: 'cbc', keyLength: 16, weak: ['cbc'] }],
  [`${NS.enc}aes192-cbc`, { mode: 'cbc', keyLength: 24, weak: ['cbc'] }],
  [`${NS.enc}aes256-cbc`, { mode: 'cbc', keyLength: 32, weak: ['cbc'] }],
  [`${NS.enc}tripledes-cbc`, { mode: '3des', keyLength: 24, weak: ['cbc', '3des'] }],
  [`${NS.enc11}aes128-gcm`, { mode: 'gcm', keyLength: 16, weak: [] }],
  [`${NS.enc11}aes192-gcm`, { mode: 'gcm', keyLength: 24, weak: [] }],
  [`${NS.enc11}aes256-gcm`, { mode: 'gcm', keyLength: 32, weak: [] }],
]);

const KEY_WRAP: ReadonlyMap<string, number> = new Map([
  [`${NS.enc}kw-aes128`, 16],
  [`${NS.enc}kw-aes192`, 24],
  [`${NS.enc}kw-aes256`, 32],
]);

const MASKS: ReadonlyMap<string, HashName> = new Map<string, HashName>([
  [`${NS.enc11}mgf1sha1`, 'SHA-1'],
  [`${NS.enc11}mgf1sha224`, 'SHA-224'],
  [`${NS.enc11}mgf1sha256`, 'SHA-256'],
  [`${NS.enc11}mgf1sha384`, 'SHA-384'],
  [`${NS.enc11}mgf1sha512`, 'SHA-512'],
]);

/** @returns the cipher of an EncryptedData's EncryptionMethod (XML Encryption 1.1 section 5.2). */
export function dataCipherOf(uri: string): DataCipher | undefined {
  return DATA.get(uri);
}

/** The URIs a key's EncryptionMethod names besides its own. */
export interface KeyCipherNames {
  readonly digest?: string;
  readonly mgf?: string;
}

/**
 * The cipher of an EncryptedKey's EncryptionMethod (XML Encryption 1.1 sections 5.5 and 5.6). RSA-OAEP defaults to SHA-1;
 * the older name fixes MGF1 with SHA-1 whatever the digest.
 *
 * @param method the EncryptionMethod element
 */
export function keyCipherOf(method: XmlElement): { cipher: KeyCipher | undefined; names: KeyCipherNames } {
  const uri = attribute(method, 'Algorithm') ?? '';
  if (uri === `${NS.enc}rsa-1_5`) return { cipher: { kind: 'rsa-1_5', weak: ['rsa-1_5'] }, names: {} };
  const wrap = KEY_WRAP.get(uri);
  if (wrap !== undefined) return { cipher: { kind: 'aes-kw', keyLength: wrap, weak: [] }, names: {} };
  const old = uri === `${NS.enc}rsa-oaep-mgf1p`;
  if (!old && uri !== `${NS.enc11}rsa-oaep`) return { cipher: undefined, names: {} };
  const digestMethod = child(method, NS.ds, 'DigestMethod');
  const digest = digestMethod === undefined ? `${NS.ds}sha1` : (attribute(digestMethod, 'Algorithm') ?? '');
  const mask = child(method, NS.enc11, 'MGF');
  const mgf = old || mask === undefined ? `${NS.enc11}mgf1sha1` : (attribute(mask, 'Algorithm') ?? '');
  const hash = hashOf(digest);
  const mgfHash = MASKS.get(mgf);
  const names = { digest, mgf };
  if (hash === undefined || mgfHash === undefined) return { cipher: undefined, names };
  return { cipher: { kind: 'rsa-oaep', hash, mgfHash, weak: [] }, names };
}

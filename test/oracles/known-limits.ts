import type { SigningMethodName } from '../generators/algorithms.ts';
import type { BlockCipherName, KeyTransportName } from '../generators/encrypt.ts';
import type { GeneratedMessage } from '../generators/saml-message.ts';
import { type OracleName, VERIFIES_SIGNATURES_ONLY } from './disagreement.ts';

/** What each oracle lacks, as its documentation or source has it; a lawful message may be refused for it. */
interface Limits {
  readonly methods: readonly SigningMethodName[];
  readonly digests: readonly string[];
  readonly ciphers: readonly BlockCipherName[];
  readonly transports: readonly KeyTransportName[];
}

const ALL_CIPHERS: readonly BlockCipherName[] = [
  'aes128-cbc',
  'aes192-cbc',
  'aes256-cbc',
  'aes128-gcm',
  'aes192-gcm',
  'aes256-gcm',
  '3des-cbc',
];

const XML_CRYPTO: Limits = {
  methods: ['rsa-sha1', 'rsa-sha256', 'rsa-sha512', 'pss-sha256'],
  digests: ['sha1', 'sha256', 'sha512'],
  ciphers: ['aes128-cbc', 'aes256-cbc', 'aes128-gcm', 'aes256-gcm', '3des-cbc'],
  transports: ['oaep-mgf1p', 'oaep-mgf1p-sha1'],
};

const LIMITS: Readonly<Record<OracleName, Limits>> = {
  'xml-crypto': XML_CRYPTO,
  'node-saml': XML_CRYPTO,
  samlify: XML_CRYPTO,
  xmlsec1: {
    methods: [
      'rsa-sha1',
      'rsa-sha256',
      'rsa-sha384',
      'rsa-sha512',
      'ecdsa-sha1',
      'ecdsa-sha256',
      'ecdsa-sha384',
      'ecdsa-sha512',
    ],
    digests: ['sha1', 'sha256', 'sha384', 'sha512'],
    ciphers: ALL_CIPHERS,
    transports: [],
  },
};

/**
 * @returns the class of what in this message is beyond the oracle, or undefined where it has no excuse to refuse it
 */
export function limitOf(oracle: OracleName, message: GeneratedMessage): string | undefined {
  const { signature, encryption, signs, xml } = message;
  const limits = LIMITS[oracle];
  const signatureIsHidden = encryption?.what === 'assertion' && signs === 'assertion';
  if (VERIFIES_SIGNATURES_ONLY.includes(oracle)) {
    if (signatureIsHidden) return 'signature inside encryption';
  } else if (encryption?.what === 'assertion') {
    if (!limits.ciphers.includes(encryption.data)) return 'encryption algorithm';
    if (!limits.transports.includes(encryption.transport)) return 'key transport';
  }
  if (!limits.methods.includes(signature.method)) return 'signature algorithm';
  if (!limits.digests.some((name) => signature.digest.endsWith(name))) return 'digest algorithm';
  if (oracle === 'xmlsec1') return undefined;
  if (/<[^<>]*[^/<>]><\/[^<>]*\s>/.test(xml)) return 'end tag';
  if (signature.transform.endsWith('comments') && xml.includes('<!--')) return 'comments';
  if (signature.prefixList?.includes('#default')) return '#default';
  return undefined;
}

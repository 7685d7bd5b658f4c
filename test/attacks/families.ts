import type { AttackFamily } from '../../shared/core/self-test/attack-set.ts';

/** What kinds of attack there are: what each does, and who wrote of it. */
export const FAMILIES: readonly AttackFamily[] = [
  {
    id: 'wrapping',
    title: 'Signature wrapping',
    what: 'A forged part stands where the application reads; the signed part is moved to where only the signature check looks.',
    source: 'Somorovsky et al., On Breaking SAML (USENIX Security 2012); CVE-2025-47949',
  },
  {
    id: 'envelope',
    title: 'Around the assertion',
    what: 'The assertion is signed, but what stands around it is the attacker’s to write.',
    source: 'SAML 2.0 Profiles section 4.1.4.5; CVE-2025-54369, CVE-2025-54419',
  },
  {
    id: 'signature-parts',
    title: 'Forged signature parts',
    what: 'Digest, value or key of the signature are doubled, split, emptied or replaced, so that one reader checks what another does not read.',
    source: 'XML Signature 1.1 section 4; CVE-2025-29774, CVE-2025-29775',
  },
  {
    id: 'odd-signatures',
    title: 'Odd signatures of the trusted key',
    what: 'The signature is good, but covers nothing, another part, or a transformed copy of the message.',
    source: 'SAML 2.0 Core section 5.4; CVE-2025-66567, CVE-2025-66568',
  },
  {
    id: 'document',
    title: 'Documents that parsers read differently',
    what: 'Document types, entities, doubled names, broken encodings and second roots, which two parsers take for two documents.',
    source: 'XML 1.0; SAML 2.0 Core section 5.4; CVE-2018-0489, CVE-2022-39299',
  },
  {
    id: 'encrypted',
    title: 'Hidden by encryption',
    what: 'Anyone can encrypt for the relying party; the forgery only shows once it is decrypted.',
    source: 'XML Encryption 1.1; SAML 2.0 Core section 6',
  },
  {
    id: 'redirect',
    title: 'Redirect binding',
    what: 'The signature is over the octets of the query: parameters are doubled, reordered, dropped or encoded anew.',
    source: 'SAML 2.0 Bindings section 3.4.4.1',
  },
  {
    id: 'jwt',
    title: 'JSON Web Tokens',
    what: 'The header is the attacker’s: he names no algorithm, another one, or a key of his own.',
    source: 'RFC 8725; CVE-2015-9235, CVE-2018-0114, CVE-2022-21449',
  },
];

/** Attacks that became known as a vulnerability of some product: part of the attack's name, and where it is recorded. */
export const RECORDED: readonly (readonly [partOfName: string, ids: readonly string[]])[] = [
  ['XSW', ['CVE-2025-47949']],
  ['a forged SignedInfo ', ['CVE-2025-29774']],
  ['comment before the old one in DigestValue', ['CVE-2025-29775']],
  ['in a comment before the new one in DigestValue', ['CVE-2025-29775']],
  ['a comment in DigestValue', ['CVE-2025-29775']],
  ['the digest and the signature of nothing', ['CVE-2025-66567', 'CVE-2025-66568']],
  ['a relative namespace name', ['CVE-2025-66568']],
  ['a forged second root', ['CVE-2022-39299']],
  ['the forged message first, the signed one as second root', ['CVE-2022-39299']],
  ['a comment inside the name', ['CVE-2018-0489']],
  ['algorithm none', ['CVE-2015-9235']],
  ['HS256 with the public key', ['CVE-2015-9235']],
  ['his own key in the header (jwk)', ['CVE-2018-0114']],
  ['an ES256 signature of zeroes', ['CVE-2022-21449']],
];

import type { Crypto } from '../../crypto/crypto.ts';
import { toUtf8 } from '../../encoding/utf8.ts';
import { canonicalize } from '../c14n/canonicalize.ts';
import type { C14nMethod } from '../c14n/method.ts';
import { NS } from '../namespaces.ts';
import { child } from '../query.ts';
import type { XmlDocument, XmlElement } from '../tree.ts';
import { firstDifference } from './difference.ts';
import type { SignatureFacts } from './facts.ts';
import {
  asDoubleEncoded,
  asSingleBytes,
  isUtf8,
  rewriteTexts,
  withoutIndentation,
  withoutLayout,
} from './undo.ts';

type DigestCause =
  | 'pretty-printed'
  | 'line-ends'
  | 're-encoded'
  | 'double-escaped'
  | 'normalised'
  | 'comments'
  | 'namespace-context'
  | 'canonicalization'
  | 'digest-length'
  | 'lost-characters'
  | 'changed-node';

/** A reason why a digest does not match. */
export interface DigestExplanation {
  readonly cause: DigestCause;
  /** True where the digest matches once this is undone, which proves it. */
  readonly certain: boolean;
  readonly message: string;
  readonly fix: string;
  readonly at?: XmlElement;
  readonly expected?: string;
  readonly actual?: string;
}

/** Longer texts are not tried again and again: an explanation must not take longer than the verdict. */
const LONGEST = 512 * 1024;
const KEEP_BYTES =
  'Take the message from where it is sent, byte for byte, before anything formats, converts or copies it as text.';

interface Attempt {
  readonly cause: DigestCause;
  readonly message: string;
  readonly fix: string;
  /** The bytes as they would have been signed. */
  readonly bytes: () => Uint8Array | undefined;
}

/** The text, if the rewrite changed it. */
function changed(before: string, after: string): Uint8Array | undefined {
  return before === after ? undefined : toUtf8(after);
}

function textAttempts(canonical: string): Attempt[] {
  const single = asSingleBytes(canonical);
  return [
    {
      cause: 'line-ends',
      message: 'Its line ends were changed: it was signed with CR LF and now has LF.',
      fix: KEEP_BYTES,
      bytes: () => changed(canonical, canonical.replace(/\n/g, '&#xD;\n')),
    },
    {
      cause: 'line-ends',
      message: 'It holds carriage returns as characters (&#xD;) that were not there when it was signed.',
      fix: KEEP_BYTES,
      bytes: () => changed(canonical, canonical.replace(/&#xD;/g, '')),
    },
    {
      cause: 're-encoded',
      message:
        single !== undefined && isUtf8(single)
          ? 'Its characters were encoded twice: UTF-8 was taken for Latin-1 and encoded as UTF-8 again.'
          : 'It was signed in Latin-1 or Windows-1252 instead of UTF-8.',
      fix: KEEP_BYTES,
      bytes: () => single,
    },
    {
      cause: 're-encoded',
      message: 'It was signed with its characters encoded twice, and somebody has repaired them since.',
      fix: 'Have the sender sign the text as UTF-8.',
      bytes: () => asDoubleEncoded(canonical),
    },
    {
      cause: 'double-escaped',
      message: 'Its references were escaped once more, as in &amp;amp;.',
      fix: KEEP_BYTES,
      bytes: () =>
        changed(canonical, canonical.replace(/&amp;(amp|lt|gt|quot|apos|#x?[0-9A-Fa-f]+);/g, '&$1;')),
    },
    ...(['NFC', 'NFD'] as const).map(
      (form): Attempt => ({
        cause: 'normalised',
        message: `Its accented characters were rewritten: it was signed in Unicode form ${form}.`,
        fix: KEEP_BYTES,
        bytes: () => changed(canonical, canonical.normalize(form)),
      }),
    ),
  ];
}

function treeAttempts(facts: SignatureFacts, document: XmlDocument, canonical: string): Attempt[] {
  const omit = facts.enveloped ? facts.signature : undefined;
  const write = (target: XmlElement, method: C14nMethod): string =>
    canonicalize(target, method, omit, document.inherited);
  const method = facts.targetMethod;
  const other: C14nMethod['kind'] = method.kind === 'exclusive' ? 'inclusive' : 'exclusive';
  const formatted = (rewrite: typeof withoutLayout): string =>
    write(rewriteTexts(facts.target, omit, rewrite), method);
  const layout =
    'It was formatted (pretty-printed) after it was signed: white space between its elements is part of what is signed.';
  return [
    {
      cause: 'pretty-printed',
      message: layout,
      fix: KEEP_BYTES,
      bytes: () => changed(canonical, formatted(withoutIndentation)),
    },
    {
      cause: 'pretty-printed',
      message: layout,
      fix: KEEP_BYTES,
      bytes: () => changed(canonical, formatted(withoutLayout)),
    },
    {
      cause: 'comments',
      message: 'It was signed with its comments, which a reference by ID leaves out.',
      fix: 'Have the sender sign without comments (XML Signature 1.1 section 4.4.3.3).',
      bytes: () => changed(canonical, write(facts.target, { ...method, comments: true })),
    },
    {
      cause: 'namespace-context',
      message:
        'It was signed alone, inclusively, and then put into an envelope that declares more namespaces.',
      fix: 'Have the sender sign with exclusive canonicalization, or leave the element in the envelope it was signed in.',
      bytes: () => changed(canonical, canonicalize({ ...facts.target, parent: undefined }, method, omit)),
    },
    {
      cause: 'canonicalization',
      message: `It was signed with ${other} canonicalization, not with the one its signature names.`,
      fix: 'Have the sender name the canonicalization it uses.',
      bytes: () =>
        changed(canonical, write(facts.target, { kind: other, comments: false, inclusivePrefixes: [] })),
    },
    {
      cause: 'namespace-context',
      message:
        'Namespace declarations its InclusiveNamespaces list names were moved or dropped after signing.',
      fix: KEEP_BYTES,
      bytes: () => changed(canonical, write(facts.target, { ...method, inclusivePrefixes: [] })),
    },
  ];
}

function againstGoodCopy(facts: SignatureFacts, goodCopy: XmlDocument): DigestExplanation[] {
  const before = facts.uri === '' ? goodCopy.root : goodCopy.byId.get(facts.uri.slice(1));
  if (before === undefined) return [];
  const theirs = child(before, NS.ds, 'Signature');
  const omit = new Set([facts.signature, ...(theirs === undefined ? [] : [theirs])]);
  const found = firstDifference(facts.target, before, omit);
  return found === undefined ? [] : [{ cause: 'changed-node', certain: true, fix: KEEP_BYTES, ...found }];
}

function guesses(facts: SignatureFacts, text: string, expectedLength: number): DigestExplanation[] {
  const found: DigestExplanation[] = [];
  if (facts.digestValue.length !== expectedLength)
    found.push({
      cause: 'digest-length',
      certain: true,
      message: `The DigestValue has ${facts.digestValue.length} bytes; ${facts.digestHash} gives ${expectedLength}.`,
      fix: 'Have the sender name the digest algorithm it uses, or copy the message again, whole.',
    });
  if (text.includes('\uFFFD'))
    found.push({
      cause: 'lost-characters',
      certain: false,
      message: 'It holds U+FFFD, which stands for characters that a conversion could not read.',
      fix: KEEP_BYTES,
    });
  return found;
}

/**
 * Looks for the reason why a digest does not match: each accident that is known to happen to messages on their way is undone
 * and the digest computed again. A match proves the cause; without one nothing is claimed.
 *
 * @param facts of a signature whose digest does not match
 * @param document the document it stands in
 * @param goodCopy the same message as it was sent, if there is one, to name the changed node
 * @returns proven causes first; empty where the content itself was changed and no good copy tells how
 */
export function explainDigest(
  facts: SignatureFacts,
  document: XmlDocument,
  crypto: Crypto,
  goodCopy?: XmlDocument,
): DigestExplanation[] {
  const compared = goodCopy === undefined ? [] : againstGoodCopy(facts, goodCopy);
  const hash = (bytes: Uint8Array): Uint8Array => crypto.hash(facts.digestHash, bytes);
  const guessed = guesses(facts, document.text, hash(new Uint8Array()).length);
  if (document.text.length > LONGEST) return [...compared, ...guessed];
  const omit = facts.enveloped ? facts.signature : undefined;
  const canonical = canonicalize(facts.target, facts.targetMethod, omit, document.inherited);
  for (const { cause, message, fix, bytes } of [
    ...treeAttempts(facts, document, canonical),
    ...textAttempts(canonical),
  ]) {
    const signed = bytes();
    if (signed !== undefined && crypto.constantTimeEqual(hash(signed), facts.digestValue))
      return [{ cause, certain: true, message, fix, at: facts.target }, ...compared, ...guessed];
  }
  return [...compared, ...guessed];
}

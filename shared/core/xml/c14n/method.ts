/** One of the canonicalization algorithms, free of its URI. */
export interface C14nMethod {
  readonly kind: 'exclusive' | 'inclusive' | 'inclusive11';
  readonly comments: boolean;
  /** Exclusive only: prefixes treated as inclusive canonicalization does ('' for `#default`). */
  readonly inclusivePrefixes: readonly string[];
}

const KINDS: Readonly<Record<string, C14nMethod['kind']>> = {
  'http://www.w3.org/2001/10/xml-exc-c14n#': 'exclusive',
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315': 'inclusive',
  'http://www.w3.org/2006/12/xml-c14n11': 'inclusive11',
};
const WITH_COMMENTS: Readonly<Record<string, C14nMethod['kind']>> = {
  'http://www.w3.org/2001/10/xml-exc-c14n#WithComments': 'exclusive',
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments': 'inclusive',
  'http://www.w3.org/2006/12/xml-c14n11#WithComments': 'inclusive11',
};

/**
 * The method an algorithm URI names (Canonical XML 1.0 and 1.1, Exclusive XML Canonicalization 1.0).
 *
 * @param uri the Algorithm attribute
 * @param prefixList the InclusiveNamespaces element's PrefixList, for the exclusive ones
 * @returns undefined for any other URI
 */
export function c14nMethodOf(uri: string, prefixList = ''): C14nMethod | undefined {
  const comments = Object.hasOwn(WITH_COMMENTS, uri);
  const kind = comments ? WITH_COMMENTS[uri] : Object.hasOwn(KINDS, uri) ? KINDS[uri] : undefined;
  if (kind === undefined) return undefined;
  const named = kind === 'exclusive' && prefixList !== '' ? prefixList.split(/[ \t\r\n]+/) : [];
  const inclusivePrefixes = named
    .filter((prefix) => prefix !== '')
    .map((prefix) => (prefix === '#default' ? '' : prefix));
  return { kind, comments, inclusivePrefixes };
}

/** Characters that tell; what stands behind them is only looked at when the reader asks for it. */
const HEAD = 4096;
/** Shorter base64 may be any word. */
const MIN_BASE64 = 200;

const COMPACT = /(?:^|[\s"'`=:])ey[JI][\w-]{8,}\.[\w-]*\.[\w-]*(\.[\w-]*\.[\w-]*)?/;
/** A long first part may fill the head by itself. */
const LONG_HEADER = /^ey[JI][\w-]+$/;
const MESSAGE_ROOT =
  /<(?:[\w.-]+:)?(?:Response|Assertion|EncryptedAssertion|AuthnRequest|LogoutRequest|LogoutResponse|RequestSecurityTokenResponse(?:Collection)?)[\s/>]/;
const METADATA_ROOT = /<(?:[\w.-]+:)?Entit(?:y|ies)Descriptor[\s/>]/;
const SAML_NAMESPACE =
  /urn:oasis:names:tc:SAML:|schemas\.xmlsoap\.org\/ws\/2005\/02\/trust|docs\.oasis-open\.org\/ws-sx/;
const SAML_PARAMETER = /(?:^|[?&\s"'])SAML(?:Response|Request)=/;
/** Base64 of "<" and a letter, a question mark or an exclamation mark. */
const BASE64_XML = /^P[CDEFGH][\w+/]{198}/;

/**
 * Says what a text from the clipboard looks like, without reading it any further: enough to offer an inspection, never a
 * verdict.
 *
 * @param text of any length
 * @returns words for "The clipboard holds …"; undefined where nothing tells a token or message
 */
export function clipboardKind(text: string): string | undefined {
  const head = text.slice(0, HEAD).trimStart();
  const compact = COMPACT.exec(head);
  if (compact !== null) return compact[1] === undefined ? 'a token' : 'an encrypted token';
  if (head.length > 1000 && LONG_HEADER.test(head)) return 'a token';
  if (SAML_PARAMETER.test(head)) return 'a SAML message';
  if (METADATA_ROOT.test(head) && SAML_NAMESPACE.test(head)) return 'SAML metadata';
  if (MESSAGE_ROOT.test(head) && SAML_NAMESPACE.test(head)) return 'a SAML message';
  if (head.length >= MIN_BASE64 && BASE64_XML.test(head.replace(/\s+/g, '')))
    return 'what looks like a SAML message';
  return undefined;
}

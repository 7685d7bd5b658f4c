import type { SignedIn } from '../sign-in/signed-in.ts';
import { type SamlRefusal, shown } from './refusal.ts';

const CLASSES = 'urn:oasis:names:tc:SAML:2.0:ac:classes';
const MULTIPLE = 'http://schemas.microsoft.com/claims/multipleauthn';

/** The class an assertion names: Password, even after MFA, unless no password was entered at all (facts/tokens.md). */
export function authnContextOf({ methods }: SignedIn): string {
  return hasCertificate(methods) && !methods.includes('pwd') ? `${CLASSES}:X509` : `${CLASSES}:Password`;
}

/** True where one of the classes can only be met by MFA. */
export function asksForMfa(contexts: readonly string[] | undefined): boolean {
  return contexts?.includes(MULTIPLE) === true;
}

/**
 * Holds how somebody signed in against what the request asks for.
 *
 * @returns AADSTS75011 where none of the classes fits
 */
export function contextMismatch(
  contexts: readonly string[] | undefined,
  person: SignedIn,
): SamlRefusal | undefined {
  if (contexts === undefined || contexts.some((context) => meets(context, person))) return undefined;
  const { methods, mfa } = person;
  const done = [
    ...(methods.includes('pwd') ? ['Password'] : []),
    ...(hasCertificate(methods) ? ['X509'] : []),
    ...(mfa ? ['MultiFactor'] : []),
  ];
  const asked = contexts.map((context) => shown(context.slice(context.lastIndexOf(':') + 1)));
  return {
    aadsts: 75011,
    message: `Authentication method '${done.join(', ')}' by which the user authenticated with the service doesn't match requested authentication method '${asked.join(', ')}'.`,
  };
}

function meets(context: string, { methods, mfa }: SignedIn): boolean {
  switch (context) {
    case `${CLASSES}:unspecified`:
      return true;
    case `${CLASSES}:Password`:
    case `${CLASSES}:PasswordProtectedTransport`:
      return methods.includes('pwd');
    case `${CLASSES}:X509`:
    case `${CLASSES}:TLSClient`:
      return hasCertificate(methods);
    case MULTIPLE:
      return mfa;
    default:
      return false;
  }
}

function hasCertificate(methods: readonly string[]): boolean {
  return methods.includes('rsa') || methods.includes('x509');
}

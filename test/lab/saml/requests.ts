import { deflateRawSync } from 'node:zlib';

/** An AuthnRequest that Entra takes, unless a test says otherwise. */
export interface RequestParts {
  readonly id?: string;
  readonly issuer: string;
  readonly issueInstant?: string;
  /** Further attributes of the root, such as ` ForceAuthn="true"`. */
  readonly attributes?: string;
  /** Further children behind Issuer. */
  readonly children?: string;
}

const P = 'urn:oasis:names:tc:SAML:2.0:protocol';
const A = 'urn:oasis:names:tc:SAML:2.0:assertion';

export function authnRequest(parts: RequestParts): string {
  const { id = '_request-1', issuer, attributes = '', children = '' } = parts;
  const instant = parts.issueInstant ?? new Date().toISOString();
  return `<samlp:AuthnRequest xmlns:samlp="${P}" ID="${id}" Version="2.0" IssueInstant="${instant}"${attributes}><Issuer xmlns="${A}">${issuer}</Issuer>${children}</samlp:AuthnRequest>`;
}

/** The query of the redirect binding. */
export function redirectQuery(xml: string, more: Readonly<Record<string, string>> = {}): string {
  return String(new URLSearchParams({ SAMLRequest: deflateRawSync(xml).toString('base64'), ...more }));
}

/** The body of the POST binding. */
export function postBody(xml: string, more: Readonly<Record<string, string>> = {}): string {
  return String(new URLSearchParams({ SAMLRequest: Buffer.from(xml).toString('base64'), ...more }));
}

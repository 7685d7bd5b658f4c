/** Stands where a secret stood. */
const MASK = '***';

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'api-key',
  'ocp-apim-subscription-key',
  'x-amz-security-token',
  'x-amz-sso_bearer_token',
  'x-identity-header',
  'secret',
]);

/** Names of parameters and members that hold a credential, in URLs, forms and JSON alike. */
const SECRET_NAME =
  /^(?:client_?secret|client_?assertion|assertion|access_?token|refresh_?token|id_?token|device_?code|code|code_?verifier|password|secret_?token|secret_?access_?key|session_?token|subscription-key|api-?key|key|value|saml_?response|saml_?request|wresult|signature|x-amz-signature|x-amz-security-token|x-amz-credential|secret_?text|private_?key|token|web_?identity_?token|saml_?assertion|bearer_?token)$/i;

/** Tokens wherever they stand: a JWS or JWE, and AWS's access key ids stay readable because they are no secret. */
const TOKEN = /\beyJ[\w-]{10,}\.[\w-]+\.[\w.-]*/g;

/** @returns headers with lower-case names, credentials replaced */
export function maskHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const masked: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    masked[lower] = SECRET_HEADERS.has(lower) ? maskCredential(value) : maskText(value);
  }
  return masked;
}

/** Keeps the scheme (`Bearer ***`, `AWS4-HMAC-SHA256 ***`): it says which way of signing in was used. */
function maskCredential(value: string): string {
  const scheme = /^([A-Za-z0-9-]+) /.exec(value)?.[1];
  return scheme === undefined ? MASK : `${scheme} ${MASK}`;
}

/** @returns the address with secret query values, user information and the fragment replaced */
export function maskUrl(text: string): string {
  const [whole = '', fragment] = text.split('#', 2);
  const [path = '', query] = whole.split('?', 2);
  const withoutUser = path.replace(/^([a-z]+:\/\/)[^/@]*@/i, `$1${MASK}@`);
  return `${withoutUser}${query === undefined ? '' : `?${maskForm(query)}`}${fragment === undefined ? '' : `#${MASK}`}`;
}

/** @returns a form or query with the values of secret members replaced */
export function maskForm(text: string): string {
  return text
    .split('&')
    .map((pair) => {
      const [name = '', value] = pair.split('=', 2);
      return value !== undefined && SECRET_NAME.test(safelyDecoded(name))
        ? `${name}=${MASK}`
        : maskText(pair);
    })
    .join('&');
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** @returns text with everything in it that is a token replaced */
function maskText(text: string): string {
  return text.replace(TOKEN, MASK);
}

/**
 * Replaces the secrets of a body.
 *
 * @param contentType decides how it is read; what cannot be read is not shown at all
 */
export function maskBody(text: string, contentType: string): string {
  if (/json/i.test(contentType)) {
    try {
      return JSON.stringify(maskValue(JSON.parse(text)));
    } catch {
      return MASK;
    }
  }
  if (/x-www-form-urlencoded/i.test(contentType)) return maskForm(text);
  return MASK;
}

function maskValue(value: unknown): unknown {
  if (typeof value === 'string') return maskText(value);
  if (Array.isArray(value)) return value.map(maskValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET_NAME.test(name) && (typeof inner === 'string' || typeof inner === 'number')
        ? MASK
        : maskValue(inner),
    ]),
  );
}

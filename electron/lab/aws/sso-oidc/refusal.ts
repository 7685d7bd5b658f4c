import { type LabContext, noteError } from '../../platform/arrival.ts';

/** Errors of the OIDC service: their OAuth name, the SDK's exception, the HTTP status. */
const ERRORS = {
  access_denied: ['AccessDeniedException', 400],
  authorization_pending: ['AuthorizationPendingException', 400],
  expired_token: ['ExpiredTokenException', 400],
  invalid_client: ['InvalidClientException', 401],
  invalid_client_metadata: ['InvalidClientMetadataException', 400],
  invalid_grant: ['InvalidGrantException', 400],
  invalid_redirect_uri: ['InvalidRedirectUriException', 400],
  invalid_request: ['InvalidRequestException', 400],
  invalid_scope: ['InvalidScopeException', 400],
  server_error: ['InternalServerException', 500],
  slow_down: ['SlowDownException', 400],
  too_many_requests: ['TooManyRequestsException', 429],
  unauthorized_client: ['UnauthorizedClientException', 400],
  unsupported_grant_type: ['UnsupportedGrantTypeException', 400],
} as const satisfies Readonly<Record<string, readonly [exception: string, status: number]>>;

export type OidcError = keyof typeof ERRORS;

/** A request that the OIDC service refuses (RFC 6749 section 5.2, RFC 8628 section 3.5). */
export class OidcRefusal extends Error {
  readonly error: OidcError;

  constructor(error: OidcError, description: string) {
    super(description);
    this.name = 'OidcRefusal';
    this.error = error;
  }
}

/** @returns the answer as rest-json clients read it: the exception in a header, the OAuth error in the body */
export function refusalAnswer(context: LabContext, { error, message }: OidcRefusal): Response {
  const [exception, status] = ERRORS[error];
  noteError(context, exception);
  return new Response(JSON.stringify({ error, error_description: message }), {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-amzn-errortype': exception,
    },
  });
}

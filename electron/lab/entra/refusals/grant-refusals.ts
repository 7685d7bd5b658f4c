import { EntraRefusal } from './entra-refusal.ts';
import { shown } from './request-refusals.ts';

/** Refusals of a code, a refresh token, a device code, or a token that is presented on somebody's behalf. */

export function badGrant(why: string): EntraRefusal {
  return new EntraRefusal(70000, 'invalid_grant', `Provided grant is invalid or malformed. ${why}`);
}

export function otherClientsGrant(): EntraRefusal {
  return new EntraRefusal(700007, 'invalid_grant', 'The grant was issued for a different client id.');
}

export function codeRedeemed(): EntraRefusal {
  return new EntraRefusal(
    54005,
    'invalid_grant',
    'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  );
}

export function grantExpired(): EntraRefusal {
  return new EntraRefusal(
    70008,
    'invalid_grant',
    'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  );
}

export function refreshTokenExpired(issued: string): EntraRefusal {
  return new EntraRefusal(
    700082,
    'invalid_grant',
    `The refresh token has expired due to inactivity. The token was issued on ${issued} and was inactive for 90.00:00:00.`,
    { suberror: 'bad_token' },
  );
}

export function spaTokenExpired(issued: string): EntraRefusal {
  return new EntraRefusal(
    700084,
    'invalid_grant',
    `The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which can not be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page. The token was issued on ${issued}.`,
    { suberror: 'bad_token' },
  );
}

export function grantRevoked(issued: string, validFrom: string): EntraRefusal {
  return new EntraRefusal(
    50173,
    'invalid_grant',
    `The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '${issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '${validFrom}'.`,
    { suberror: 'bad_token' },
  );
}

export function verifierMismatch(): EntraRefusal {
  return new EntraRefusal(
    501481,
    'invalid_grant',
    'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  );
}

export function verifierNeeded(): EntraRefusal {
  return new EntraRefusal(
    50148,
    'invalid_grant',
    'The code_verifier does not match the code_challenge supplied in the authorization request for PKCE: it is missing.',
  );
}

export function pkceNeeded(): EntraRefusal {
  return new EntraRefusal(
    9002325,
    'invalid_request',
    'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  );
}

export function crossOriginNotAllowed(): EntraRefusal {
  return new EntraRefusal(
    9002326,
    'invalid_request',
    "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.",
  );
}

export function crossOriginOnly(): EntraRefusal {
  return new EntraRefusal(
    9002327,
    'invalid_request',
    "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  );
}

export function devicePending(): EntraRefusal {
  return new EntraRefusal(
    70016,
    'authorization_pending',
    'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  );
}

export function deviceCodeExpired(): EntraRefusal {
  return new EntraRefusal(
    70020,
    'expired_token',
    "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
  );
}

export function unknownDeviceCode(): EntraRefusal {
  return new EntraRefusal(
    70018,
    'bad_verification_code',
    "The provided value for the input parameter 'device_code' is not valid. It was not issued here, or was redeemed already.",
  );
}

export function deviceDeclined(): EntraRefusal {
  return new EntraRefusal(65004, 'authorization_declined', 'The end user denied the authorization request.');
}

export function assertionSignatureWrong(why: string): EntraRefusal {
  return new EntraRefusal(50013, 'invalid_grant', `Assertion failed signature validation. [Reason - ${why}]`);
}

export function assertionAudienceWrong(audience: string, appId: string): EntraRefusal {
  return new EntraRefusal(
    500131,
    'invalid_grant',
    `Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '${shown(audience)}' and the expected audience is '${appId}' or one of the Application Uris of this application.`,
  );
}

export function assertionExpired(now: string, until: string): EntraRefusal {
  return new EntraRefusal(
    500133,
    'invalid_grant',
    `Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token. Current time: ${now}, expiry time of assertion ${until}.`,
  );
}

export function appOnlyAssertion(appId: string): EntraRefusal {
  return new EntraRefusal(
    7000114,
    'invalid_grant',
    `Application '${appId}' is not allowed to make application on-behalf-of calls.`,
  );
}

import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

/** Codes of STS, sso and sso-oidc that have a next step of their own. */
const MEANINGS: Readonly<Record<string, readonly [cause: string, hint: string]>> = {
  ExpiredToken: ['the session has expired', 'Sign in again, or enter new keys.'],
  ExpiredTokenException: ['the sign-in has expired', 'Sign in again.'],
  InvalidClientTokenId: [
    'AWS does not know this access key',
    'Check the key, and that it is of this partition.',
  ],
  UnrecognizedClientException: [
    'AWS does not know this access key',
    'Check the key, and that it is of this partition.',
  ],
  SignatureDoesNotMatch: ['the secret access key is wrong', 'Enter the secret access key again.'],
  RequestExpired: ['the clocks differ', 'Set this machine’s clock by a time server.'],
  RequestTimeTooSkewed: ['the clocks differ', 'Set this machine’s clock by a time server.'],
  InvalidSignatureException: ['the secret access key or the clock is wrong', 'Check both.'],
  AccessDenied: [
    'the role may not be assumed',
    'Check the role’s trust policy and the caller’s permissions.',
  ],
  AccessDeniedException: ['the sign-in was refused', 'Sign in again, as somebody who has this access.'],
  ForbiddenException: [
    'this person has no such role in the account',
    'Choose an account and role from the portal’s list.',
  ],
  UnauthorizedException: ['the sign-in has expired', 'Sign in again.'],
  InvalidGrantException: ['the sign-in can no longer be renewed', 'Sign in again.'],
  InvalidClientException: ['the registration of this client has expired', 'Sign in again.'],
  ResourceNotFoundException: [
    'there is no such account or role',
    'Choose an account and role from the portal’s list.',
  ],
  InvalidRequestException: ['the request was refused', 'Check the start URL and its Region.'],
};

/**
 * What AWS's refusal means, with its own code.
 *
 * @param identity its name
 */
export function credentialsError(thrown: unknown, identity: string): unknown {
  if (thrown instanceof WorkbenchError || !(thrown instanceof Error)) return thrown;
  const code = thrown.name.replace(/Fault$/, '');
  const known = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : undefined;
  const cause = known?.[0] ?? thrown.message.slice(0, 200);
  return new WorkbenchError(
    'ERR_AWS_CREDENTIALS',
    'aws',
    { identity, reason: code },
    {
      message: `${identity}: ${cause} (${code}).`,
      ...(known === undefined ? {} : { hint: known[1] }),
    },
  );
}

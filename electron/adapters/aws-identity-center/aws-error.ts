import type { AwsService } from '../../../shared/core/access/model.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/core/errors/catalogue.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

type AwsCode = {
  [Code in ErrorCode]: ErrorDetails[Code] extends { service: string; operation: string } ? Code : never;
}[ErrorCode];

/** What the SDK throws, as far as it is looked at. */
interface SdkError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly hostname?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $retryable?: { readonly throttling?: boolean };
}

/** Exceptions by name: those of sso-admin, identitystore and Organizations, and those of signatures common to all services. */
const BY_NAME: Readonly<Record<string, AwsCode>> = {
  ThrottlingException: 'ERR_AWS_THROTTLED',
  Throttling: 'ERR_AWS_THROTTLED',
  TooManyRequestsException: 'ERR_AWS_THROTTLED',
  RequestLimitExceeded: 'ERR_AWS_THROTTLED',
  ConflictException: 'ERR_AWS_CONFLICT',
  ConcurrentModificationException: 'ERR_AWS_CONFLICT',
  AccessDeniedException: 'ERR_AWS_ACCESS_DENIED',
  AccessDenied: 'ERR_AWS_ACCESS_DENIED',
  UnauthorizedException: 'ERR_AWS_ACCESS_DENIED',
  AWSOrganizationsNotInUseException: 'ERR_AWS_NOT_FOUND',
  ResourceNotFoundException: 'ERR_AWS_NOT_FOUND',
  AccountNotFoundException: 'ERR_AWS_NOT_FOUND',
  ParentNotFoundException: 'ERR_AWS_NOT_FOUND',
  TargetNotFoundException: 'ERR_AWS_NOT_FOUND',
  ValidationException: 'ERR_AWS_VALIDATION',
  InvalidInputException: 'ERR_AWS_VALIDATION',
  ConstraintViolationException: 'ERR_AWS_QUOTA',
  ServiceQuotaExceededException: 'ERR_AWS_QUOTA',
  ExpiredTokenException: 'ERR_AWS_CREDENTIALS_EXPIRED',
  ExpiredToken: 'ERR_AWS_CREDENTIALS_EXPIRED',
  RequestExpired: 'ERR_AWS_CREDENTIALS_EXPIRED',
  TokenProviderError: 'ERR_AWS_CREDENTIALS_EXPIRED',
  UnrecognizedClientException: 'ERR_AWS_CREDENTIALS_INVALID',
  InvalidClientTokenId: 'ERR_AWS_CREDENTIALS_INVALID',
  InvalidSignatureException: 'ERR_AWS_CREDENTIALS_INVALID',
  SignatureDoesNotMatch: 'ERR_AWS_CREDENTIALS_INVALID',
  IncompleteSignatureException: 'ERR_AWS_CREDENTIALS_INVALID',
  MissingAuthenticationTokenException: 'ERR_AWS_CREDENTIALS_INVALID',
  InternalServerException: 'ERR_AWS_SERVICE',
  ServiceException: 'ERR_AWS_SERVICE',
};
/** Nothing was sent: there was no connection to send it over. */
const NOT_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_)/;
/** The connection broke, or nobody answered in time. */
const NOT_ANSWERED = /^(?:ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|ERR_STREAM_|HPE_)/;

/**
 * Turns what the SDK throws into an error of the catalogue. Whatever leaves open whether the request was carried out becomes
 * ERR_AWS_SERVICE or ERR_AWS_NO_ANSWER.
 *
 * @param host for messages about a host that could not be reached
 */
export function awsError(
  thrown: unknown,
  service: AwsService,
  operation: string,
  host: string,
  signal: AbortSignal,
): WorkbenchError {
  if (signal.aborted) return new WorkbenchError('ERR_CANCELLED', service, {});
  const error = thrown as SdkError;
  const name = String(error.name ?? '');
  const reason = String(error.message ?? name);
  const system = systemError(error);
  const status = error.$metadata?.httpStatusCode;
  const make = (code: AwsCode): WorkbenchError =>
    new WorkbenchError(
      code,
      service,
      { service, operation, reason },
      { message: `${operation}: ${reason}`, cause: thrown },
    );
  if (thrown instanceof WorkbenchError) return ownError(thrown, make);
  if (/region is missing/i.test(reason))
    return new WorkbenchError(
      'ERR_USAGE',
      'command line',
      {},
      {
        message: 'No Region was named.',
        hint: 'Set AWS_REGION to the primary Region of IAM Identity Center, or name a workspace; --workspace lab is the running Lab.',
      },
    );
  if (/^CredentialsProviderError$/.test(name))
    return make(
      /expired|refresh/i.test(reason) ? 'ERR_AWS_CREDENTIALS_EXPIRED' : 'ERR_AWS_CREDENTIALS_INVALID',
    );
  if (name === 'UnrecognizedClientException' && /expired/i.test(reason))
    return make('ERR_AWS_CREDENTIALS_EXPIRED');
  const known = Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
  if (known !== undefined) return make(known);
  if (NOT_CONNECTED.test(system.code)) {
    const details = { host: system.host ?? host, cause: system.code };
    const message = `${details.host} could not be reached (${system.code}).`;
    return new WorkbenchError('ERR_NETWORK_UNREACHABLE', details.host, details, { message, cause: thrown });
  }
  if (NOT_ANSWERED.test(system.code) || name === 'TimeoutError' || /socket hang up|aborted/i.test(reason))
    return make('ERR_AWS_NO_ANSWER');
  if (status === 429 || error.$retryable?.throttling === true) return make('ERR_AWS_THROTTLED');
  if (status === 403) return make('ERR_AWS_ACCESS_DENIED');
  if (status === 404) return make('ERR_AWS_NOT_FOUND');
  if (status !== undefined && status >= 400 && status < 500) return make('ERR_AWS_VALIDATION');
  // An answer that cannot be read leaves the outcome as open as a fault does.
  return make('ERR_AWS_SERVICE');
}

/** What the product's own network and credentials threw on the way of a request. */
function ownError(error: WorkbenchError, make: (code: AwsCode) => WorkbenchError): WorkbenchError {
  switch (error.code) {
    case 'ERR_NETWORK_UNREACHABLE':
      return NOT_CONNECTED.test(systemError({ cause: error.cause }).code) ? error : make('ERR_AWS_NO_ANSWER');
    case 'ERR_INPUT_TOO_LARGE':
      return make('ERR_AWS_SERVICE');
    case 'ERR_SIGN_IN_NEEDED':
      return make('ERR_AWS_CREDENTIALS_EXPIRED');
    case 'ERR_AWS_CREDENTIALS':
      return /^(?:Expired|Unauthorized|InvalidGrant)/.test(String(Object(error.details).reason))
        ? make('ERR_AWS_CREDENTIALS_EXPIRED')
        : error;
    default:
      return error;
  }
}

/** The system's code of an error or of what caused it, and the host it names. */
function systemError(error: SdkError): { readonly code: string; readonly host?: string } {
  for (let at: SdkError | undefined = error, depth = 0; at !== undefined && depth < 5; depth++) {
    if (typeof at.code === 'string') {
      const host =
        at.hostname ?? (at.port === undefined ? at.address : `${String(at.address)}:${String(at.port)}`);
      return { code: at.code, ...(host === undefined ? {} : { host: String(host) }) };
    }
    at = typeof at.cause === 'object' && at.cause !== null ? (at.cause as SdkError) : undefined;
  }
  return { code: '' };
}

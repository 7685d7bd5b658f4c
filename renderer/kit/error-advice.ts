import type { ErrorCode, ErrorDetails } from '../../shared/core/errors/catalogue.ts';
import type { WireError } from '../../shared/core/errors/workbench-error.ts';

type AnyError = {
  [Code in ErrorCode]: { readonly code: Code; readonly details: ErrorDetails[Code] };
}[ErrorCode];

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`;

/**
 * What the details of an error add to its message. The switch is exhaustive: a new code does not compile until somebody
 * decided what its details tell a reader.
 */
export function detailsOfError(wire: WireError): string | undefined {
  const error = wire as AnyError;
  switch (error.code) {
    case 'ERR_INPUT_TOO_LARGE':
      return `${megabytes(error.details.bytes)}; at most ${megabytes(error.details.limit)}.`;
    case 'ERR_INPUT_ENCODING':
      return `Found: ${error.details.encoding}.`;
    case 'ERR_INPUT_BINARY':
    case 'ERR_INPUT_UNRECOGNISED':
    case 'ERR_INPUT_IS_KEY':
      return `It looks like: ${error.details.looksLike}.`;
    case 'ERR_INPUT_NOT_FOUND':
    case 'ERR_INPUT_DIRECTORY':
    case 'ERR_INPUT_PERMISSION':
    case 'ERR_OUTPUT_EXISTS':
    case 'ERR_STORE_FULL':
    case 'ERR_STORE_PERMISSION':
      return error.details.path;
    case 'ERR_INPUT_READ':
    case 'ERR_STORE_WRITE':
      return `${error.details.path}: ${error.details.cause}`;
    case 'ERR_KEY_UNREADABLE':
      return `${error.details.what}: ${error.details.reason}`;
    case 'ERR_KEY_UNSUPPORTED':
      return error.details.what;
    case 'ERR_IPC_INPUT':
      return error.details.problems.join('; ');
    case 'ERR_IPC_CHANNEL':
      return error.details.channel;
    case 'ERR_WORKER_STOPPED':
      return `Exit code ${error.details.exitCode}.`;
    case 'ERR_STORE_DAMAGED':
      return `${error.details.path}; kept aside as ${error.details.keptAside}`;
    case 'ERR_STORE_NEWER':
      return `${error.details.path} has version ${error.details.found}; this application knows ${error.details.known}.`;
    case 'ERR_NETWORK_UNREACHABLE':
    case 'ERR_NETWORK_TLS':
      return `${error.details.host}: ${error.details.cause}`;
    case 'ERR_ADDRESS_REFUSED':
      return `${error.details.address}: ${error.details.reason}`;
    case 'ERR_NETWORK_ANSWER':
      return `${error.details.host} answered ${error.details.status}: ${error.details.reason}`;
    case 'ERR_NETWORK_PROXY':
      return `${error.details.proxy} answered ${error.details.status} for ${error.details.host}.`;
    case 'ERR_ENTRA_REFUSED':
      return error.details.aadsts === undefined ? error.details.error : `AADSTS${error.details.aadsts}`;
    case 'ERR_GRAPH_REFUSED':
      return `${error.details.request}: ${error.details.code} (${error.details.status})`;
    case 'ERR_SIGN_IN_NEEDED':
      return error.details.identity;
    case 'ERR_SIGN_IN_TIMEOUT':
      return `${error.details.seconds} s.`;
    case 'ERR_SIGN_IN_DENIED':
      return error.details.reason;
    case 'ERR_IDENTITY_UNKNOWN':
    case 'ERR_WORKSPACE_UNKNOWN':
    case 'ERR_WORKSPACE_READ_ONLY':
      return error.details.name;
    case 'ERR_IDENTITY_SECRET':
    case 'ERR_AWS_CREDENTIALS':
      return `${error.details.identity}: ${error.details.reason}`;
    case 'ERR_WORKSPACE_FILE':
      return error.details.problems.join('; ');
    case 'ERR_AWS_PROFILE':
      return `${error.details.profile}: ${error.details.reason}`;
    case 'ERR_LAB_PORT_TAKEN':
      return error.details.holder;
    case 'ERR_LAB_SEED':
      return error.details.problems.join('; ');
    case 'ERR_LAB_NOT_RUNNING':
      return error.details.path;
    case 'ERR_AWS_THROTTLED':
    case 'ERR_AWS_CONFLICT':
    case 'ERR_AWS_ACCESS_DENIED':
    case 'ERR_AWS_NOT_FOUND':
    case 'ERR_AWS_VALIDATION':
    case 'ERR_AWS_QUOTA':
    case 'ERR_AWS_CREDENTIALS_EXPIRED':
    case 'ERR_AWS_CREDENTIALS_INVALID':
    case 'ERR_AWS_SERVICE':
    case 'ERR_AWS_NO_ANSWER':
      return `${error.details.service} ${error.details.operation}: ${error.details.reason}`;
    case 'ERR_ACCESS_DESIRED':
      return error.details.problems
        .map(({ line, column, message }) => `${line}:${column} ${message}`)
        .join('; ');
    case 'ERR_ACCESS_UNKNOWN_NAME':
      return error.details.near.length === 0 ? undefined : `Near: ${error.details.near.join(', ')}.`;
    case 'ERR_ACCESS_AMBIGUOUS':
      return error.details.candidates.join(', ');
    case 'ERR_ACCESS_PLAN_STALE':
      return error.details.differences.join('; ');
    case 'ERR_ACCESS_PLAN_FOREIGN':
    case 'ERR_ACCESS_JOURNAL_FOREIGN':
      return `It is of ${error.details.found}; this is ${error.details.expected}.`;
    case 'ERR_ACCESS_JOURNAL_UNREADABLE':
      return `Line ${error.details.line}: ${error.details.reason}`;
    case 'ERR_ACCESS_STATE_UNKNOWN':
      return error.details.parts.join('; ');
    case 'ERR_ACCESS_JOURNAL_BUSY':
      return error.details.path;
    case 'ERR_ACCESS_PLAN_UNREADABLE':
    case 'ERR_ACCESS_OPERATION_FAILED':
    case 'ERR_ACCESS_TERRAFORM':
      return error.details.reason;
    case 'ERR_ACCESS_TABLE':
      return error.details.problems.length > 1
        ? `${error.details.problems.length} rows are wrong.`
        : undefined;
    case 'ERR_ACCESS_VIEW':
      return error.details.name;
    case 'ERR_ACCESS_BLOCKED':
      return `It needs ${error.details.by}.`;
    case 'ERR_ACCESS_NO_INSTANCE':
    case 'ERR_USAGE':
    case 'ERR_INPUT_EMPTY':
    case 'ERR_INPUT_TRUNCATED':
    case 'ERR_IPC_SENDER':
    case 'ERR_PLAN_UNKNOWN':
    case 'ERR_PLAN_DECLINED':
    case 'ERR_JOB_UNKNOWN':
    case 'ERR_SECRETS_MEMORY_ONLY':
    case 'ERR_CANCELLED':
    case 'ERR_INTERNAL':
      return undefined;
    default: {
      const unknown: never = error;
      return unknown;
    }
  }
}

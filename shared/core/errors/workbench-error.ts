import { ERROR_CATALOGUE, type ErrorCode, type ErrorDetails } from './catalogue.ts';

/** An error as it crosses a process border or stands in the CLI's JSON: no stack, no secret. */
export interface WireError<Code extends ErrorCode = ErrorCode> {
  readonly code: Code;
  /** What happened, for a person. */
  readonly message: string;
  /** The one next step. */
  readonly hint?: string;
  /** The hop or part that refused: `input`, `key`, `ipc`, `store`, a host name ... */
  readonly where: string;
  readonly details: ErrorDetails[Code];
  readonly retryable: boolean;
  readonly correlationId?: string;
}

/** Either a value or an error of the catalogue; what flows return and what crosses IPC. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: WireError };

/**
 * The only error class of the product: one code of the catalogue with its details.
 *
 * @example
 * throw new WorkbenchError('ERR_INPUT_EMPTY', 'input', { what: 'token' });
 */
export class WorkbenchError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'WorkbenchError';
  readonly code: Code;
  readonly where: string;
  readonly details: ErrorDetails[Code];
  readonly hint: string;
  correlationId?: string;

  /**
   * @param code a code of the catalogue
   * @param where the hop or part that refused
   * @param details what belongs to this code
   * @param text message and hint, where they can say more than the catalogue's own sentences
   */
  constructor(
    code: Code,
    where: string,
    details: ErrorDetails[Code],
    text: { message?: string; hint?: string; cause?: unknown } = {},
  ) {
    super(text.message ?? ERROR_CATALOGUE[code].title, text.cause === undefined ? {} : { cause: text.cause });
    this.code = code;
    this.where = where;
    this.details = details;
    this.hint = text.hint ?? ERROR_CATALOGUE[code].advice;
  }

  /** The form that may leave the process. */
  toWire(): WireError<Code> {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      where: this.where,
      details: this.details,
      retryable: ERROR_CATALOGUE[this.code].retryable,
      ...(this.correlationId === undefined ? {} : { correlationId: this.correlationId }),
    };
  }
}

/**
 * Turns anything thrown into a wire error; what is not of the catalogue becomes ERR_INTERNAL without its stack or text,
 * because a foreign message may hold a secret or a path.
 *
 * @param thrown what a catch clause got
 * @param correlationId an id under which the full error was logged
 */
export function toWireError(thrown: unknown, correlationId?: string): WireError {
  if (thrown instanceof WorkbenchError) {
    if (correlationId !== undefined) thrown.correlationId = correlationId;
    return thrown.toWire() as WireError;
  }
  const cause = thrown instanceof Error ? thrown.name : typeof thrown;
  const wrapped = new WorkbenchError('ERR_INTERNAL', 'application', { cause });
  if (correlationId !== undefined) wrapped.correlationId = correlationId;
  return wrapped.toWire() as WireError;
}

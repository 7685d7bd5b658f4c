// @ts-check

/** A set-up step that cannot go on; printed as one message and one next step, without a stack. */
export class SetupFailure extends Error {
  /**
   * @param {string} message what happened, one sentence
   * @param {string} advice what the reader can do now
   * @param {unknown} [cause]
   */
  constructor(message, advice, cause) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SetupFailure';
    this.advice = advice;
  }
}

/**
 * Turns a file-system error into a failure that names the folder and the way out.
 *
 * @param {unknown} error
 * @param {string} folder the folder that was being written
 * @param {string} wayOut how to have it elsewhere, as in `set X to another folder`
 * @returns {unknown} a SetupFailure for the cases a reader can mend, else the error itself
 */
export function explainFileError(error, folder, wayOut) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new SetupFailure(
      `No space left while writing to ${folder}.`,
      `Free about 1 GB there, or ${wayOut}, and run the same command again.`,
      error,
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new SetupFailure(
      `No permission to write to ${folder}.`,
      `Change its owner, or ${wayOut}, and run the same command again.`,
      error,
    );
  }
  return error;
}

/**
 * Prints a failure for a person and sets the exit code.
 *
 * @param {unknown} error
 */
export function reportFailure(error) {
  if (error instanceof SetupFailure) {
    console.error(`\n${error.message}\n${error.advice}`);
    if (process.env.FEDBENCH_DEBUG && error.cause) console.error(error.cause);
  } else {
    console.error(error);
  }
  process.exitCode = 1;
}

import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

/** A structure that is not what it should be; the import functions turn it into an error of the catalogue. */
export class Fault extends Error {
  /** The one next step, where the fault knows a better one than the catalogue. */
  readonly advice: string | undefined;

  constructor(reason: string, advice?: string) {
    super(reason);
    this.advice = advice;
  }
}

/** A readable key of a kind that no check can use. */
export class UnsupportedFault extends Fault {}

/**
 * Runs an import and gives every failure a code, so that no exception of OpenSSL or BoringSSL leaves the adapter.
 *
 * @param what `key` or `certificate`, as the sentence calls it
 * @throws WorkbenchError ERR_KEY_UNREADABLE, ERR_KEY_UNSUPPORTED
 */
export function importing<T>(what: 'key' | 'certificate', read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) throw thrown;
    const reason = thrown instanceof Fault ? thrown.message : 'its values do not make a usable key';
    const hint = thrown instanceof Fault ? thrown.advice : undefined;
    const text = hint === undefined ? {} : { hint };
    if (thrown instanceof UnsupportedFault) {
      throw new WorkbenchError(
        'ERR_KEY_UNSUPPORTED',
        'key',
        { what: reason },
        { message: `The ${what} cannot be used: ${reason}.`, ...text },
      );
    }
    throw new WorkbenchError(
      'ERR_KEY_UNREADABLE',
      'key',
      { what, reason },
      { message: `The ${what} could not be read: ${reason}.`, ...text },
    );
  }
}

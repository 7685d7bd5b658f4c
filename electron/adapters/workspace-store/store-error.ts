import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

/** @returns the system's code of what node:fs threw, such as `ENOENT` */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/**
 * @param path what was to be read or written
 * @returns the error of the catalogue for what node:fs threw
 */
export function storeError(error: unknown, path: string): WorkbenchError {
  if (error instanceof WorkbenchError) return error;
  const code = codeOf(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new WorkbenchError('ERR_STORE_FULL', 'store', { path }, { cause: error });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new WorkbenchError('ERR_STORE_PERMISSION', 'store', { path }, { cause: error });
    default:
      return new WorkbenchError('ERR_STORE_WRITE', 'store', { path, cause: code }, { cause: error });
  }
}

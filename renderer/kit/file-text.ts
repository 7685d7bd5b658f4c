import { toWireError, type WireError, WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { inputText } from '../../shared/core/inspector/input-text.ts';

/** Bytes; what the inspector takes as one text. */
const MAX_INPUT = 16_777_216;

/** A file's text, or why it has none. */
export type FileText =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly error: WireError };

/**
 * Reads a file that was dropped or picked as text, in whatever encoding editors save it.
 *
 * @param read how its bytes become text; `keyText` for keys, which may be DER
 */
export async function textOfFile(
  file: File,
  read: (bytes: Uint8Array) => string = inputText,
): Promise<FileText> {
  const { name, size } = file;
  try {
    if (size > MAX_INPUT) {
      throw new WorkbenchError('ERR_INPUT_TOO_LARGE', 'input', { bytes: size, limit: MAX_INPUT });
    }
    const bytes = await file.arrayBuffer().catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.name : 'unknown';
      throw new WorkbenchError('ERR_INPUT_READ', 'input', { path: name, cause: reason });
    });
    return { name, text: read(new Uint8Array(bytes)) };
  } catch (thrown) {
    return { name, error: toWireError(thrown) };
  }
}

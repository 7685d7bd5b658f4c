import { captureKindOf } from '../../../shared/core/capture/capture-kind.ts';
import { toUtf8 } from '../../../shared/core/encoding/utf8.ts';
import { type FileText, textOfFile } from '../../kit/file-text.ts';

/** Longer files are not shown as text: laying them out would freeze the window. */
const SHOWN = 262_144;

/** A file that was dropped or chosen: its text where that can be shown and edited, else the file for the worker to read. */
export type TakenFile = FileText | { readonly name: string; readonly file: File };

/** Looks at a file that was dropped or chosen. */
export async function takenFile(file: File): Promise<TakenFile> {
  const kept = { name: file.name, file };
  if (file.size > SHOWN) return kept;
  const short = await textOfFile(file);
  // The worker judges the bytes, and says better than a text can what is wrong with them.
  if ('error' in short && short.error.code !== 'ERR_INPUT_READ') return kept;
  return 'text' in short && captureKindOf(toUtf8(short.text)) !== undefined ? kept : short;
}

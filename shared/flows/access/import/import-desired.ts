import { desiredOfTable } from '../../../core/access/import/desired-of-table.ts';
import {
  type ImportedDesired,
  type ImportFormat,
  importFormatOf,
} from '../../../core/access/import/imported.ts';
import { readTerraformState } from '../../../core/access/import/terraform-state.ts';
import { WorkbenchError } from '../../../core/errors/workbench-error.ts';
import { inputText } from '../../../core/inspector/input-text.ts';
import type { ByteSource } from '../../../ports/byte-source.ts';
import type { Spreadsheets } from '../../../ports/spreadsheets.ts';

/** Bytes of a file that is imported. */
const MOST = 64 * 1024 * 1024;

/**
 * Makes a desired state of a Terraform state (`terraform show -json`), a CSV file or a workbook. Nothing is asked of AWS.
 *
 * @param format absent lets the name and the content decide
 * @throws WorkbenchError ERR_ACCESS_TERRAFORM, ERR_ACCESS_TABLE, ERR_INPUT_*
 */
export async function importDesired(
  source: ByteSource,
  spreadsheets: Spreadsheets,
  format?: ImportFormat,
): Promise<ImportedDesired & { readonly format: ImportFormat }> {
  const bytes = await wholeOf(source);
  const kind = format ?? importFormatOf(source.name, bytes);
  if (kind === 'terraform') return { format: kind, ...readTerraformState(inputText(bytes)) };
  if (kind === 'xlsx') return { format: kind, ...desiredOfTable(await spreadsheets.rowsOfWorkbook(bytes)) };
  const { text, warnings } = csvText(bytes);
  const made = desiredOfTable(spreadsheets.rowsOfCsv(text));
  return { format: kind, ...made, warnings: [...warnings, ...made.warnings] };
}

/** Spreadsheets of Western Europe still save CSV in the encoding of their country. */
function csvText(bytes: Uint8Array): { text: string; warnings: readonly string[] } {
  try {
    return { text: inputText(bytes), warnings: [] };
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError) || thrown.code !== 'ERR_INPUT_ENCODING') throw thrown;
    const text = new TextDecoder('windows-1252').decode(bytes);
    return { text, warnings: ['It is not UTF-8 and was read as Windows-1252: look at names with accents.'] };
  }
}

async function wholeOf(source: ByteSource): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source.chunks()) {
    size += chunk.length;
    if (size > MOST)
      throw new WorkbenchError('ERR_INPUT_TOO_LARGE', source.name, { bytes: size, limit: MOST });
    pieces.push(chunk.slice());
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

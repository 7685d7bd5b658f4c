import { IMPORT_FORMATS, type ImportFormat, importedText } from '../../shared/core/access/import/imported.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';
import { importDesired } from '../../shared/flows/access/import/import-desired.ts';
import { spreadsheets } from '../compose/access-ports.ts';
import { writeWholeFile } from '../compose/write-file.ts';
import type { ImportFlags } from './access-flags.ts';
import { EXIT } from './outcome.ts';
import { openInput } from './read-input.ts';
import { printable } from './style.ts';
import type { Terminal } from './terminal.ts';

/**
 * `fedbench access import FILE`: makes a desired state of what another program has written. Asks nothing of AWS.
 *
 * @returns 0
 * @throws WorkbenchError ERR_ACCESS_TERRAFORM, ERR_ACCESS_TABLE, ERR_INPUT_*, ERR_USAGE
 */
export async function importCommand(path: string, flags: ImportFlags, terminal: Terminal): Promise<number> {
  const format = formatOf(flags.format);
  const made = await importDesired(await openInput(path, terminal), spreadsheets, format);
  if (flags.out !== undefined) await writeWholeFile(flags.out, made.desired, flags.force === true);
  if (flags.json === true) terminal.out(`${JSON.stringify(made, null, 2)}\n`);
  else if (flags.out === undefined) terminal.out(made.desired);
  for (const warning of made.warnings) terminal.note(`warning: ${printable(warning)}`);
  const where = flags.out === undefined ? '' : `, in ${flags.out}`;
  terminal.note(`${importedText(made)}${where}; fedbench access plan tells what would change.`);
  return EXIT.yes;
}

function formatOf(text: string | undefined): ImportFormat | undefined {
  const found = IMPORT_FORMATS.find((format) => format === text);
  if (text === undefined || found !== undefined) return found;
  throw new WorkbenchError(
    'ERR_USAGE',
    'command line',
    { option: '--format' },
    { message: `The format is one of ${IMPORT_FORMATS.join(', ')}.` },
  );
}

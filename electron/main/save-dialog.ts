import { readFile, stat } from 'node:fs/promises';
import { BrowserWindow, dialog, webContents } from 'electron';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';

const MAX_READ = 4 * 1024 * 1024;
const FORMS = {
  md: 'Markdown',
  html: 'Web page',
  json: 'JSON',
  har: 'HTTP Archive',
  pem: 'Certificate',
  csv: 'Comma-separated values',
  xlsx: 'Workbook',
  yaml: 'Desired state',
  tf: 'Terraform',
} as const;

/**
 * Asks for the name of a file to write, in a dialog that belongs to the window.
 *
 * @param suggested a file name whose ending is the form
 * @returns undefined where it was cancelled or the window is gone
 */
export async function chooseFileToWrite(
  windowId: number,
  suggested: string,
  title = 'Save evidence',
): Promise<string | undefined> {
  const window = windowOf(windowId);
  if (window === null) return undefined;
  const filters = Object.entries(FORMS)
    .filter(([ending]) => suggested.endsWith(`.${ending}`))
    .map(([ending, name]) => ({ name, extensions: [ending] }));
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: suggested,
    filters,
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  return canceled || filePath === '' ? undefined : filePath;
}

/**
 * Asks for a small file to read, in a dialog that belongs to the window.
 *
 * @returns undefined where it was cancelled or the window is gone
 * @throws WorkbenchError ERR_INPUT_READ, ERR_INPUT_TOO_LARGE
 */
export async function chooseFileToRead(
  windowId: number,
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  const window = windowOf(windowId);
  if (window === null) return undefined;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open',
    filters: [{ name: 'JSON', extensions: ['json'] }],
    properties: ['openFile'],
  });
  const [path] = filePaths;
  if (canceled || path === undefined) return undefined;
  try {
    const { size } = await stat(path);
    if (size > MAX_READ)
      throw new WorkbenchError('ERR_INPUT_TOO_LARGE', path, { bytes: size, limit: MAX_READ });
    return { path, text: await readFile(path, 'utf8') };
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) throw thrown;
    const cause = (thrown as NodeJS.ErrnoException).code ?? 'unknown';
    throw new WorkbenchError('ERR_INPUT_READ', path, { path, cause });
  }
}

function windowOf(windowId: number): BrowserWindow | null {
  const contents = webContents.fromId(windowId);
  return contents === undefined ? null : BrowserWindow.fromWebContents(contents);
}

import { BrowserWindow, dialog, webContents } from 'electron';

/**
 * Asks for a seed file of the Lab, in a dialog that belongs to the window.
 *
 * @returns undefined where it was cancelled or the window is gone
 */
export function chooseSeedFile(windowId: number): Promise<string | undefined> {
  return chooseFile(windowId, 'Choose a seed', {
    name: 'Seed (JSON or YAML)',
    extensions: ['json', 'yaml', 'yml'],
  });
}

/**
 * Asks for a file that a desired state can be made of.
 *
 * @returns undefined where it was cancelled or the window is gone
 */
export function chooseImportFile(windowId: number): Promise<string | undefined> {
  return chooseFile(windowId, 'Import access', {
    name: 'Terraform state (JSON), CSV, workbook',
    extensions: ['json', 'csv', 'xlsx'],
  });
}

async function chooseFile(
  windowId: number,
  title: string,
  filter: { readonly name: string; readonly extensions: string[] },
): Promise<string | undefined> {
  const contents = webContents.fromId(windowId);
  const window = contents === undefined ? null : BrowserWindow.fromWebContents(contents);
  if (window === null) return undefined;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    filters: [filter],
    properties: ['openFile'],
  });
  return canceled ? undefined : filePaths[0];
}

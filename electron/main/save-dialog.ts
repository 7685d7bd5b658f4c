import { BrowserWindow, dialog, webContents } from 'electron';

const FORMS = {
  md: 'Markdown',
  html: 'Web page',
  json: 'JSON',
  har: 'HTTP Archive',
  pem: 'Certificate',
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
  const contents = webContents.fromId(windowId);
  const window = contents === undefined ? null : BrowserWindow.fromWebContents(contents);
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

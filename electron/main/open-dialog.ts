import { BrowserWindow, dialog, webContents } from 'electron';

/**
 * Asks for a seed file of the Lab, in a dialog that belongs to the window.
 *
 * @returns undefined where it was cancelled or the window is gone
 */
export async function chooseSeedFile(windowId: number): Promise<string | undefined> {
  const contents = webContents.fromId(windowId);
  const window = contents === undefined ? null : BrowserWindow.fromWebContents(contents);
  if (window === null) return undefined;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Choose a seed',
    filters: [{ name: 'Seed (JSON or YAML)', extensions: ['json', 'yaml', 'yml'] }],
    properties: ['openFile'],
  });
  return canceled ? undefined : filePaths[0];
}

import { BrowserWindow, dialog, webContents } from 'electron';
import type { PlanSummary } from './ipc/plans.ts';

/**
 * Asks with a dialog of the operating system, which the page can neither draw over nor answer. Cancel is the default, so
 * that Enter alone never writes.
 *
 * @returns false as well where the window is gone
 */
export async function confirmInWindow(windowId: number, summary: PlanSummary): Promise<boolean> {
  const contents = webContents.fromId(windowId);
  const window = contents === undefined ? null : BrowserWindow.fromWebContents(contents);
  if (window === null) return false;
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: 'Federation Workbench',
    message: summary.question,
    detail: summary.detail,
    buttons: [summary.confirm, 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

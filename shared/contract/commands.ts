/** Where a command stands in the application's menu. */
export type MenuName = 'file' | 'view' | 'go' | 'help';

/** One thing the user can do, as the menu, the palette and the shortcut sheet show it. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** In Electron's notation: `CmdOrCtrl+K`. */
  readonly accelerator?: string;
  /** Absent: in the palette and the shortcut sheet only. */
  readonly menu?: MenuName;
}

/**
 * The one list of commands. Main makes the menu of it and sends a `command` event for what was chosen; the page makes the
 * palette and the shortcut sheet of it and carries the commands out.
 */
export const COMMANDS = [
  { id: 'inspector.open-file', title: 'Open file…', accelerator: 'CmdOrCtrl+O', menu: 'file' },
  {
    id: 'inspector.paste',
    title: 'Inspect what is in the clipboard',
    accelerator: 'CmdOrCtrl+Shift+V',
    menu: 'file',
  },
  { id: 'inspector.clear', title: 'New inspection', accelerator: 'CmdOrCtrl+N', menu: 'file' },
  { id: 'inspector.compare', title: 'Compare with another message', menu: 'file' },
  { id: 'inspector.history', title: 'History of inspections', menu: 'file' },
  { id: 'page.home', title: 'Home', accelerator: 'CmdOrCtrl+1', menu: 'go' },
  { id: 'page.inspector', title: 'Inspector', accelerator: 'CmdOrCtrl+2', menu: 'go' },
  { id: 'page.connections', title: 'Connections', accelerator: 'CmdOrCtrl+3', menu: 'go' },
  { id: 'page.lab', title: 'Lab', accelerator: 'CmdOrCtrl+4', menu: 'go' },
  { id: 'page.access', title: 'Access', accelerator: 'CmdOrCtrl+5', menu: 'go' },
  { id: 'access.read', title: 'Read who has access' },
  { id: 'page.self-test', title: 'Self-test: every known attack', menu: 'go' },
  { id: 'page.settings', title: 'Settings', accelerator: 'CmdOrCtrl+,', menu: 'go' },
  { id: 'lab.start', title: 'Start the Lab' },
  { id: 'lab.stop', title: 'Stop the Lab' },
  { id: 'palette.open', title: 'Command palette', accelerator: 'CmdOrCtrl+K', menu: 'view' },
  { id: 'activity.toggle', title: 'Activity', accelerator: 'CmdOrCtrl+J', menu: 'view' },
  { id: 'theme.light', title: 'Light theme', menu: 'view' },
  { id: 'theme.dark', title: 'Dark theme', menu: 'view' },
  { id: 'theme.system', title: 'Theme of the system', menu: 'view' },
  { id: 'shortcuts.show', title: 'Keyboard shortcuts', accelerator: 'CmdOrCtrl+/', menu: 'help' },
  { id: 'page.about', title: 'About Federation Workbench', menu: 'help' },
] as const satisfies readonly Command[];

export type CommandId = (typeof COMMANDS)[number]['id'];

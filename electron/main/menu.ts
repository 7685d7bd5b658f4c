import type { MenuItemConstructorOptions } from 'electron';
import { COMMANDS, type Command, type CommandId, type MenuName } from '../../shared/contract/commands.ts';

/**
 * The application's menu, made of the one command list.
 *
 * @param send tells the page which command was chosen
 */
export function menuTemplate(parts: {
  readonly mac: boolean;
  readonly devTools: boolean;
  readonly send: (id: CommandId) => void;
}): MenuItemConstructorOptions[] {
  const commands = (menu: MenuName): MenuItemConstructorOptions[] =>
    COMMANDS.filter((command: Command) => command.menu === menu).map(
      (command: (typeof COMMANDS)[number]) => ({
        id: command.id,
        label: command.title,
        ...('accelerator' in command ? { accelerator: command.accelerator } : {}),
        click: () => parts.send(command.id),
      }),
    );
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    ...(parts.mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [...commands('file'), separator, parts.mac ? { role: 'close' } : { role: 'quit' }],
    },
    { role: 'editMenu' },
    { label: '&Go', submenu: commands('go') },
    {
      label: '&View',
      submenu: [
        ...commands('view'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(parts.devTools
          ? [separator, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]
          : []),
      ],
    },
    ...(parts.mac ? [{ role: 'windowMenu' } as const] : []),
    { role: 'help', label: '&Help', submenu: commands('help') },
  ];
}

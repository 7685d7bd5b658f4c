import type { MenuItemConstructorOptions } from 'electron';
import { expect, it } from 'vitest';
import { menuTemplate } from '../../electron/main/menu.ts';
import { COMMANDS } from '../../shared/contract/commands.ts';

const sent: string[] = [];
const template = (mac = false, devTools = false) =>
  menuTemplate({ mac, devTools, send: (id) => sent.push(id) });
const items = (menus: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  menus.flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []));

it('holds every command of the list that has a menu, with its accelerator', () => {
  const made = items(template());
  const listed = COMMANDS.filter((command) => 'menu' in command);
  for (const command of listed) {
    const item = made.find(({ id }) => id === command.id);
    expect(item?.label).toBe(command.title);
    expect(item?.accelerator).toBe('accelerator' in command ? command.accelerator : undefined);
    const click = item?.click as (() => void) | undefined;
    click?.();
  }
  expect(sent).toEqual(listed.map(({ id }) => id));
});

it('gives no accelerator twice', () => {
  const accelerators = COMMANDS.flatMap((command) => ('accelerator' in command ? [command.accelerator] : []));
  expect(new Set(accelerators).size).toBe(accelerators.length);
});

it('offers developer tools and reload in development only', () => {
  const roles = (devTools: boolean) => items(template(false, devTools)).map(({ role }) => role);
  expect(roles(false)).not.toContain('toggleDevTools');
  expect(roles(false)).not.toContain('reload');
  expect(roles(true)).toContain('toggleDevTools');
});

it('has the menus that macOS expects, there only', () => {
  expect(template(true).map(({ role }) => role)).toContain('appMenu');
  expect(template(false).map(({ role }) => role)).not.toContain('appMenu');
});

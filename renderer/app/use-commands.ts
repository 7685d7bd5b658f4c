import { useEffect, useMemo, useRef } from 'react';
import { COMMANDS, type Command, type CommandId } from '../../shared/contract/commands.ts';
import { onEvent } from '../bridge/events.ts';
import { isPressOf, keysOfAccelerator } from './accelerators.ts';
import type { PaletteEntry } from './palette/CommandPalette.tsx';

/** What each command does; a command without an action does not compile. */
export type CommandActions = { readonly [Id in CommandId]: () => void };

const IS_MAC = navigator.platform.startsWith('Mac');

/** Where a letter is text, not a shortcut. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/**
 * Runs commands however they are given: by key, from the menu, from the palette.
 *
 * @param actions what each does now
 * @returns the commands for palette and shortcut sheet
 */
export function useCommands(actions: CommandActions): readonly PaletteEntry[] {
  const latest = useRef(actions);
  latest.current = actions;

  useEffect(() => onEvent('command', ({ id }) => latest.current[id]()), []);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const pressed = COMMANDS.find(
        (command: Command) =>
          command.accelerator !== undefined && isPressOf(command.accelerator, event, IS_MAC),
      );
      const help = event.key === '?' && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
      const id = pressed?.id ?? (help ? 'shortcuts.show' : undefined);
      if (id === undefined) return;
      event.preventDefault();
      latest.current[id]();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  return useMemo(
    () =>
      COMMANDS.map((command: Command & { readonly id: CommandId }) => ({
        id: command.id,
        title: command.title,
        keys: command.accelerator === undefined ? undefined : keysOfAccelerator(command.accelerator, IS_MAC),
        run: () => latest.current[command.id](),
      })),
    [],
  );
}

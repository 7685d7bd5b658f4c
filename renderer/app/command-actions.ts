import { call } from '../bridge/call.ts';
import { readAccess } from '../features/access/read-access.ts';
import { DEFAULT_CHOICES } from '../features/lab/choices.ts';
import type { AppParts } from './app-parts.ts';
import type { CommandActions } from './use-commands.ts';
import { showPage } from './use-page.ts';

/** What commands do to the frame itself. */
export interface FrameActions {
  readonly inspect: (text: string, source?: string) => void;
  readonly openFile: () => void;
  readonly toggleActivity: () => void;
  readonly showPalette: () => void;
  readonly showShortcuts: () => void;
}

/** Puts the cursor where the next token goes, once the page is there. */
function focusInput(attempts = 20): void {
  requestAnimationFrame(() => {
    const field = document.getElementById('inspector-input');
    if (field !== null) field.focus();
    else if (attempts > 0) focusInput(attempts - 1);
  });
}

/** Every command with what it does. */
export function commandActions(parts: AppParts, frame: FrameActions): CommandActions {
  const { appearance, session, notices } = parts;
  return {
    'inspector.open-file': frame.openFile,
    'inspector.paste': async () => {
      const { text } = await call('app.readClipboard', {});
      if (text.trim() !== '') return frame.inspect(text, 'The clipboard');
      notices.add({ id: 'clipboard', tone: 'info', text: 'The clipboard holds no text.', dismissible: true });
    },
    'inspector.clear': () => {
      session.replace('');
      showPage('inspector');
      focusInput();
    },
    'inspector.compare': () => {
      showPage('inspector');
      if (!session.snapshot().empty) return session.compare(0);
      const text = 'Inspect a message first; then it can be compared with another.';
      notices.add({ id: 'compare', tone: 'info', text, dismissible: true });
    },
    'inspector.history': () => {
      showPage('inspector');
      session.showHistory(true);
    },
    'page.home': () => showPage('home'),
    'page.inspector': () => {
      showPage('inspector');
      focusInput();
    },
    'page.access': () => showPage('access'),
    'access.read': () => {
      showPage('access');
      void readAccess();
    },
    'page.connections': () => showPage('connections'),
    'page.lab': () => showPage('lab'),
    'page.self-test': () => showPage('self-test'),
    'page.settings': () => showPage('settings'),
    'page.about': () => showPage('about'),
    // How it ends is on the page, whoever started it.
    'lab.start': () => {
      showPage('lab');
      call('lab.start', { choices: DEFAULT_CHOICES }).catch(() => undefined);
    },
    'lab.stop': () => void call('lab.stop', {}),
    'palette.open': frame.showPalette,
    'activity.toggle': frame.toggleActivity,
    'theme.light': () => void appearance.choose({ theme: 'light' }),
    'theme.dark': () => void appearance.choose({ theme: 'dark' }),
    'theme.system': () => void appearance.choose({ theme: 'system' }),
    'shortcuts.show': frame.showShortcuts,
  };
}

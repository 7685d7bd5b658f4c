import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles';
import type { Appearance } from '../../shared/contract/app.ts';
import { call } from '../bridge/call.ts';
import { onEvent } from '../bridge/events.ts';

const DARK = '(prefers-color-scheme: dark)';

/**
 * How the window looks. Main keeps the choice and sets the native theme, which `prefers-color-scheme` follows: the first
 * paint is right before main was asked, and the desktop's own change of theme needs no message.
 */
export class AppearanceStore {
  #appearance: Appearance = { theme: 'system', density: 'comfortable' };
  readonly #listeners = new Set<() => void>();
  readonly #dark = window.matchMedia(DARK);

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Appearance => this.#appearance;

  /** Applies what main remembers, now and whenever it says that it changed. */
  start(): void {
    this.#dark.addEventListener('change', () => this.#apply());
    onEvent('changed', ({ channels }) => {
      if (channels.includes('app.appearance')) void this.#load();
    });
    this.#apply();
    void this.#load();
  }

  /** Chooses theme or density; shown at once, remembered by main. */
  async choose(change: Partial<Appearance>): Promise<void> {
    this.#set({ ...this.#appearance, ...change });
    this.#set(await call('app.setAppearance', change));
  }

  async #load(): Promise<void> {
    this.#set(await call('app.appearance', {}));
  }

  #set(appearance: Appearance): void {
    this.#appearance = { theme: appearance.theme, density: appearance.density };
    this.#apply();
    for (const listener of this.#listeners) listener();
  }

  #apply(): void {
    const { theme, density } = this.#appearance;
    const dark = theme === 'dark' || (theme === 'system' && this.#dark.matches);
    applyMode(dark ? Mode.Dark : Mode.Light);
    applyDensity(density === 'compact' ? Density.Compact : Density.Comfortable);
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  }
}

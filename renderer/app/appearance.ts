import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles';

export type ThemeChoice = 'light' | 'dark' | 'system';
export type DensityChoice = 'comfortable' | 'compact';

export interface Appearance {
  readonly theme: ThemeChoice;
  readonly density: DensityChoice;
}

const DARK = '(prefers-color-scheme: dark)';

/**
 * How the window looks. Main sets the native theme, so `prefers-color-scheme` follows the choice and the system alike;
 * the page only turns Cloudscape's classes.
 */
export class AppearanceStore {
  #appearance: Appearance = { theme: 'system', density: 'compact' };
  readonly #listeners = new Set<() => void>();
  readonly #dark = window.matchMedia(DARK);

  constructor() {
    this.#dark.addEventListener('change', () => this.#apply());
    this.#apply();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Appearance => this.#appearance;

  set(change: Partial<Appearance>): void {
    this.#appearance = { ...this.#appearance, ...change };
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

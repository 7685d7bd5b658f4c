import type { Appearance } from '../../shared/contract/app.ts';
import type { WorkspaceStore } from '../../shared/ports/workspace-store.ts';
import { APPEARANCE } from './documents.ts';

/** The part of Electron's nativeTheme that is needed. */
export interface NativeTheme {
  themeSource: Appearance['theme'];
  readonly shouldUseDarkColors: boolean;
}

/** Theme and density: chosen by the user, saved, and followed by the native parts of the window. */
export class AppearanceSetting {
  readonly #theme: NativeTheme;
  readonly #store: WorkspaceStore;
  readonly #changed: () => void;
  #chosen: Appearance = APPEARANCE.empty;

  constructor(parts: { theme: NativeTheme; store: WorkspaceStore; changed: () => void }) {
    this.#theme = parts.theme;
    this.#store = parts.store;
    this.#changed = parts.changed;
  }

  /** Puts what was saved into force, before the first window. */
  restore(chosen: Appearance): void {
    this.#chosen = chosen;
    this.#theme.themeSource = chosen.theme;
  }

  current(): Appearance & { readonly dark: boolean } {
    return { ...this.#chosen, dark: this.#theme.shouldUseDarkColors };
  }

  /** @throws WorkbenchError ERR_STORE_* when the choice could not be saved; it holds until the window is closed all the same */
  async choose(change: {
    readonly theme?: Appearance['theme'] | undefined;
    readonly density?: Appearance['density'] | undefined;
  }): Promise<Appearance & { readonly dark: boolean }> {
    this.restore({
      theme: change.theme ?? this.#chosen.theme,
      density: change.density ?? this.#chosen.density,
    });
    this.#changed();
    await this.#store.save(APPEARANCE, this.#chosen);
    return this.current();
  }
}

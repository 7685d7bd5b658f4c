import type { historyContract } from '../../../shared/contract/history.ts';
import type { History } from '../../../shared/flows/inspector/history.ts';
import type { Plans } from '../ipc/plans.ts';
import type { HandlersOf } from '../ipc/router.ts';

export interface HistoryHandlerParts {
  /** Made on first use: the keystore may have to be unlocked. */
  readonly history: () => History;
  readonly plans: Pick<Plans, 'keep'>;
  readonly changed: (channels: readonly string[]) => void;
}

const CHANGED = ['history.status', 'history.list', 'workspace.files'];

/** The handlers of the history; `history.apply` is main's own, as every write is. */
export function historyHandlers(
  parts: HistoryHandlerParts,
): Omit<HandlersOf<typeof historyContract>, 'history.apply'> {
  const { history, plans, changed } = parts;
  return {
    'history.status': () => history().status(),
    'history.enable': async () => {
      await history().enable();
      changed(CHANGED);
      return {};
    },
    'history.add': async (entry) => {
      const kept = await history().add(entry);
      if (kept) changed(CHANGED);
      return { kept };
    },
    'history.list': async () => {
      const entries = await history().list();
      return {
        entries: entries.map(({ id, at, messages, text }) => ({ id, at, messages, characters: text.length })),
      };
    },
    'history.open': async ({ id }) => {
      const entry = (await history().list()).find((one) => one.id === id);
      return entry === undefined ? {} : { text: entry.text };
    },
    'history.planErase': async ({ turnOff }, { windowId }) => {
      const { length: count } = await history().list();
      const entries = count === 1 ? 'the 1 text that is kept' : `all ${count} texts that are kept`;
      const { planId, expiresAt } = plans.keep({
        channel: 'history.apply',
        windowId,
        summary: {
          question: turnOff ? 'Turn history off?' : 'Clear the history?',
          detail: `This forgets ${entries}, with the key they are encrypted with. It cannot be undone.`,
          confirm: turnOff ? 'Turn off' : 'Clear',
        },
        run: async () => {
          const erased = await history().erase(turnOff);
          changed(CHANGED);
          return { erased };
        },
      });
      return { planId, expiresAt: new Date(expiresAt).toISOString(), count };
    },
  };
}

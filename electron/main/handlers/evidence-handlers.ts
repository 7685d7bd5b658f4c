import type { evidenceContract } from '../../../shared/contract/evidence.ts';
import { fetchKeys } from '../../../shared/flows/inspector/fetch-keys.ts';
import type { Network } from '../../../shared/ports/network.ts';
import type { HandlersOf } from '../ipc/router.ts';

export interface EvidenceHandlerParts {
  readonly network: Network;
  /** Asks with a dialog of the operating system's. @returns undefined where it was cancelled */
  readonly chooseFile: (windowId: number, suggested: string) => Promise<string | undefined>;
  readonly write: (path: string, content: string, replace: boolean) => Promise<void>;
}

/** What main answers of that which is done with messages once they are judged. */
export function evidenceHandlers(
  parts: EvidenceHandlerParts,
): Pick<HandlersOf<typeof evidenceContract>, 'inspector.saveEvidence' | 'inspector.fetchKeys'> {
  return {
    'inspector.saveEvidence': async ({ content, form }, { windowId }) => {
      const chosen = await parts.chooseFile(windowId, `evidence.${form}`);
      if (chosen === undefined) return {};
      const ending = `.${form}`;
      const named = chosen.toLowerCase().endsWith(ending);
      const path = named ? chosen : `${chosen}${ending}`;
      // The dialog asked about replacing what was chosen, not about a name that was completed afterwards.
      await parts.write(path, content, named);
      return { path };
    },
    'inspector.fetchKeys': ({ address }, { signal }) =>
      fetchKeys({ network: parts.network }, address, signal),
  };
}

import { fromBase64, toBase64 } from '../../core/encoding/base64.ts';
import { fromUtf8, toUtf8 } from '../../core/encoding/utf8.ts';
import { WorkbenchError } from '../../core/errors/workbench-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Sealing } from '../../ports/sealing.ts';
import type { SecretStore } from '../../ports/secret-store.ts';
import type { DocumentKind, WorkspaceStore } from '../../ports/workspace-store.ts';
import { type HistoryEntry, readEntries } from './history-entry.ts';

/** Entries kept; an older one makes room. */
export const MAX_ENTRIES = 200;
/** Characters of a text that is kept. */
export const MAX_ENTRY_TEXT = 262_144;
/** Characters of all texts together, because all are encrypted anew with each. */
const MAX_TOTAL = 4_194_304;
const KEY_NAME = 'history-key';
const PURPOSE = 'federation-workbench history 1';

interface HistoryDocument {
  readonly enabled: boolean;
  /** Base64 of the encrypted entries; absent where there are none. */
  readonly sealed?: string;
}

const HISTORY: DocumentKind<HistoryDocument> = {
  name: 'history',
  version: 1,
  empty: { enabled: false },
  migrations: {},
  parse: (value) => {
    const { enabled, sealed } = value as Partial<Record<keyof HistoryDocument, unknown>>;
    if (typeof enabled !== 'boolean') throw new TypeError('enabled is no boolean');
    if (sealed === undefined) return { enabled };
    if (typeof sealed !== 'string') throw new TypeError('sealed is no text');
    return { enabled, sealed };
  },
};

export interface HistoryPorts {
  readonly store: WorkspaceStore;
  readonly secrets: SecretStore;
  readonly sealing: Sealing;
  readonly random: Random;
  readonly clock: Pick<Clock, 'now'>;
}

export interface HistoryStatus {
  /** False where there is no keystore to keep the key in: what is read is never written down unprotected. */
  readonly offered: boolean;
  readonly enabled: boolean;
}

/**
 * What was inspected, encrypted, and only where the person has asked for it. The key rests in the operating system's keystore;
 * where that was reset, the entries are unreadable and the history begins anew.
 */
export class History {
  readonly #ports: HistoryPorts;
  /** Changes are made one after the other: each reads all entries and writes them again. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: HistoryPorts) {
    this.#ports = ports;
  }

  async status(): Promise<HistoryStatus> {
    const offered = this.#ports.secrets.persistent;
    return { offered, enabled: offered && (await this.#load()).enabled };
  }

  /** @throws WorkbenchError ERR_SECRETS_MEMORY_ONLY where there is no keystore; ERR_STORE_* */
  enable(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#ports.secrets.persistent) throw new WorkbenchError('ERR_SECRETS_MEMORY_ONLY', 'history', {});
      const document = await this.#load();
      if (!document.enabled) await this.#ports.store.save(HISTORY, { ...document, enabled: true });
    });
  }

  /**
   * Keeps an entry; the same text once, with its latest verdict.
   *
   * @returns false where history is off or the text is too long to keep
   * @throws WorkbenchError ERR_STORE_*
   */
  add(entry: Omit<HistoryEntry, 'id' | 'at'>): Promise<boolean> {
    return this.#inTurn(async () => {
      if (entry.text.length > MAX_ENTRY_TEXT || !(await this.status()).enabled) return false;
      const others = (await this.#entries()).filter(({ text }) => text !== entry.text);
      const { random, clock } = this.#ports;
      const kept = [{ ...entry, id: random.uuid(), at: new Date(clock.now()).toISOString() }, ...others];
      await this.#save(withinLimits(kept));
      return true;
    });
  }

  /** The newest first. */
  async list(): Promise<readonly HistoryEntry[]> {
    await this.#last;
    return (await this.status()).enabled ? this.#entries() : [];
  }

  /**
   * Forgets every entry and the key they were encrypted with.
   *
   * @param turnOff true: nothing is kept from now on
   * @returns how many were forgotten
   */
  erase(turnOff: boolean): Promise<number> {
    return this.#inTurn(async () => {
      const { store, secrets } = this.#ports;
      const count = (await this.#entries()).length;
      const { enabled } = await this.#load();
      await store.save(HISTORY, { enabled: enabled && !turnOff });
      await secrets.remove(KEY_NAME);
      return count;
    });
  }

  async #load(): Promise<HistoryDocument> {
    return (await this.#ports.store.load(HISTORY)).value;
  }

  async #entries(): Promise<readonly HistoryEntry[]> {
    const { sealed } = await this.#load();
    const key = await this.#key();
    const bytes = sealed === undefined ? undefined : fromBase64(sealed);
    if (key === undefined || bytes === undefined) return [];
    const plain = this.#ports.sealing.open(key, PURPOSE, bytes);
    return plain === undefined ? [] : readEntries(fromUtf8(plain) ?? '');
  }

  async #save(entries: readonly HistoryEntry[]): Promise<void> {
    const { store, secrets, sealing, random } = this.#ports;
    let key = await this.#key();
    if (key === undefined) {
      key = random.bytes(32);
      await secrets.put(KEY_NAME, toBase64(key));
    }
    const sealed = toBase64(sealing.seal(key, PURPOSE, toUtf8(JSON.stringify(entries))));
    await store.save(HISTORY, { enabled: true, sealed });
  }

  async #key(): Promise<Uint8Array | undefined> {
    const text = await this.#ports.secrets.get(KEY_NAME);
    const key = text === undefined ? undefined : fromBase64(text);
    return key?.length === 32 ? key : undefined;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function withinLimits(entries: readonly HistoryEntry[]): HistoryEntry[] {
  let total = 0;
  return entries.slice(0, MAX_ENTRIES).filter(({ text }) => {
    total += text.length;
    return total <= MAX_TOTAL;
  });
}

/** What a document of the store must be able to do: say its version, move an older one forward, refuse what it is not. */
export interface DocumentKind<T> {
  /** Name on disk without ending: lower-case letters, digits, hyphens. */
  readonly name: string;
  /** Schema version, from 1 upwards. */
  readonly version: number;
  readonly empty: T;
  /** One step per older version: migrations[1] takes version 1 to 2. */
  readonly migrations: Readonly<Record<number, (older: unknown) => unknown>>;
  /** @throws anything where the value is not one of this kind */
  parse(value: unknown): T;
}

/** What reading a document told besides its value. */
export interface LoadedDocument<T> {
  readonly value: T;
  /** The damaged file's new name, when it was kept aside. */
  readonly keptAside?: string;
}

/** Versioned documents under the user-data folder, written atomically. */
export interface WorkspaceStore {
  /** @throws WorkbenchError ERR_STORE_NEWER, ERR_STORE_PERMISSION */
  load<T>(kind: DocumentKind<T>): Promise<LoadedDocument<T>>;
  /** @throws WorkbenchError ERR_STORE_FULL, ERR_STORE_PERMISSION, ERR_STORE_WRITE; the file before stays intact */
  save<T>(kind: DocumentKind<T>, value: T): Promise<void>;
  /** Every file the store holds, as paths relative to its folder, kept-aside ones included. */
  files(): Promise<readonly string[]>;
  /** Deletes one of files(). */
  remove(file: string): Promise<void>;
}

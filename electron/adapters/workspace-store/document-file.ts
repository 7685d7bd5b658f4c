import type { DocumentKind } from '../../../shared/ports/workspace-store.ts';

/** Marks the files as the product's own. */
const FORMAT = 'federation-workbench';

/** What a file turned out to be. */
export type Reading<T> =
  | { readonly state: 'good'; readonly value: T }
  | { readonly state: 'newer'; readonly version: number }
  | { readonly state: 'damaged' };

/** @returns the text of a file that holds the value */
export function documentText<T>(kind: DocumentKind<T>, value: T): string {
  return `${JSON.stringify({ format: FORMAT, kind: kind.name, version: kind.version, value }, null, 2)}\n`;
}

/** Reads a file's text, and moves an older version forward step by step. */
export function readDocument<T>(kind: DocumentKind<T>, text: string): Reading<T> {
  try {
    const file: unknown = JSON.parse(text);
    if (!isEnvelope(file) || file.format !== FORMAT || file.kind !== kind.name) return { state: 'damaged' };
    if (file.version > kind.version) return { state: 'newer', version: file.version };
    let value = file.value;
    for (let version = file.version; version < kind.version; version++) {
      const migrate = kind.migrations[version];
      if (migrate === undefined) return { state: 'damaged' };
      value = migrate(value);
    }
    return { state: 'good', value: kind.parse(value) };
  } catch {
    return { state: 'damaged' };
  }
}

interface Envelope {
  readonly format: unknown;
  readonly kind: unknown;
  readonly version: number;
  readonly value: unknown;
}

function isEnvelope(file: unknown): file is Envelope {
  if (typeof file !== 'object' || file === null || !('version' in file)) return false;
  return Number.isSafeInteger(file.version) && Number(file.version) >= 1 && 'value' in file;
}

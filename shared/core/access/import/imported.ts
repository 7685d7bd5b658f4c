/** A desired state made of something else, and what of that does not fit into it. */
export interface ImportedDesired {
  /** YAML of a desired state. */
  readonly desired: string;
  readonly permissionSets: number;
  readonly assignments: number;
  readonly warnings: readonly string[];
}

export const IMPORT_FORMATS = ['terraform', 'csv', 'xlsx'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** @returns the format that a file's name, or else its first bytes, speak for */
export function importFormatOf(name: string, start: Uint8Array): ImportFormat {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'csv' || ending === 'xlsx') return ending;
  if (ending === 'json') return 'terraform';
  // The beginning of every ZIP archive, which a workbook is.
  if (start[0] === 0x50 && start[1] === 0x4b) return 'xlsx';
  return /^[\s\ufeff]*[{[]/.test(new TextDecoder().decode(start.subarray(0, 64))) ? 'terraform' : 'csv';
}

/** @returns in words how much was made */
export function importedText({
  permissionSets,
  assignments,
}: Pick<ImportedDesired, 'permissionSets' | 'assignments'>): string {
  const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
  const sets = permissionSets === 0 ? '' : `${counted(permissionSets, 'permission set')} and `;
  return `${sets}${counted(assignments, 'assignment')}`;
}

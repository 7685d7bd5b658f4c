import type { LabRequest } from '../../../shared/contract/lab-told.ts';

/**
 * Finds requests that hold every word.
 *
 * @param words in any case, separated by spaces; a number of three digits is found in the status as well
 * @returns newest first
 */
export function filteredRequests(rows: readonly LabRequest[], words: string): readonly LabRequest[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = wanted.length === 0 ? [...rows] : rows.filter((row) => holds(row, wanted));
  return found.reverse();
}

function holds(row: LabRequest, wanted: readonly string[]): boolean {
  const { status, service, method, host, path, operation, fault = '', error = '', detail = {} } = row;
  const text = [status, service, method, host, path, operation, fault, error, ...Object.values(detail)]
    .join(' ')
    .toLowerCase();
  return wanted.every((word) => text.includes(word));
}

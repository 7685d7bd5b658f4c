import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { LAYERS, type LayerRow } from '../../build/layers.ts';
import { specifiersOf } from './imports.ts';

interface MatchedRow {
  readonly row: LayerRow;
  /** The folder of the file as the row's pattern matched it, which `=` stands for. */
  readonly own: string;
}

/** @returns the first row whose folder holds the file */
export function rowOf(path: string): MatchedRow | undefined {
  for (const row of LAYERS) {
    const pattern = row.from.split('*').map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'));
    const match = new RegExp(`^${pattern.join('[^/]+')}`).exec(path);
    if (match !== null) return { row, own: match[0] };
  }
  return undefined;
}

const below = (path: string, place: string): boolean =>
  place.endsWith('/') ? path.startsWith(place) : path === place;

/**
 * Holds one file's imports against the table.
 *
 * @param exists tells whether the checkout has that file
 * @returns a sentence for each violation
 */
export function violationsOf(path: string, text: string, exists: (path: string) => boolean): string[] {
  const matched = rowOf(path);
  if (matched === undefined) return [`${path}: no row of build/layers.ts speaks of it`];
  return specifiersOf(path, text).flatMap((specifier) => {
    const reason =
      specifier === undefined ? 'a module named at run time' : reasonAgainst(path, specifier, matched);
    if (reason !== undefined) return [`${path} imports ${specifier ?? '?'}: ${reason}`];
    const missing = specifier?.startsWith('.') && !exists(targetOf(path, specifier));
    return missing ? [`${path} imports ${specifier}: there is no such file (endings are written out)`] : [];
  });
}

function targetOf(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier).replace(/\?.*$/, '');
}

function reasonAgainst(path: string, specifier: string, { row, own }: MatchedRow): string | undefined {
  if (specifier.startsWith('node:')) return row.node ? undefined : 'built-ins of Node are not for it';
  if (specifier === 'electron' || specifier.startsWith('electron/')) {
    const named = /\.electron\.ts$/.test(path);
    const may = row.electron === 'everywhere' || (row.electron === 'named' && named);
    return may ? undefined : 'electron is not for it';
  }
  if (specifier.startsWith('.')) {
    const target = targetOf(path, specifier);
    const may = row.may.some((place) => below(target, place === '=' ? own : place));
    return may ? undefined : `${target} is not among what ${row.from} may import`;
  }
  if (specifier.startsWith('/') || /^[a-z]+:/.test(specifier)) return 'modules are named by a relative path';
  if (builtinModules.includes(specifier.split('/')[0] ?? '')) return 'built-ins are written with node:';
  const may = row.packages.some((name) =>
    name.endsWith('/') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`),
  );
  return may ? undefined : `the package is not among those of ${row.from}`;
}

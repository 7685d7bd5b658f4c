import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { projectRoot } from '../../build/bootstrap/paths.mjs';

export interface SourceFile {
  /** Below the checkout, with slashes: `shared/core/jwt/rules.ts`. */
  readonly path: string;
  readonly text: string;
}

/** The folders of code that ships. */
export const PRODUCT_FOLDERS = ['shared', 'electron', 'renderer'];

/** @returns every file with one of the endings below the folders, sorted by path */
export function filesBelow(folders: readonly string[], endings: RegExp): SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && endings.test(entry.name))
        .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).split(sep).join('/')),
    )
    .sort()
    .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));
}

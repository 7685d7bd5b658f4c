import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { LAYERS, type LayerRow } from '../../build/layers.ts';
import { specifiersOf } from './imports.ts';
import { rowOf, violationsOf } from './layer-rules.ts';
import { filesBelow, PRODUCT_FOLDERS } from './product-files.ts';

const files = filesBelow(PRODUCT_FOLDERS, /\.[cm]?[jt]sx?$/).filter(({ path }) => !path.endsWith('.d.ts'));
const exists = (path: string): boolean => existsSync(join(projectRoot, path));

// Each file of the product is read.
describe('the import table', { timeout: 60_000 }, () => {
  it('is kept by every file of the product', () => {
    expect(files.flatMap(({ path, text }) => violationsOf(path, text, exists))).toEqual([]);
  });

  it('was held against all of them, and against all they import', () => {
    expect(files.length).toBeGreaterThan(150);
    for (const folder of PRODUCT_FOLDERS)
      expect(files.some(({ path }) => path.startsWith(folder))).toBe(true);
    // Lines that a formatter has made are a second way to count, which does not go through the parser.
    const written = /^(?:import|export)\b[^;'"]*?\bfrom '[^']+';$|^import '[^']+';$/gm;
    let found = 0;
    for (const { path, text } of files) {
      const code = text.replace(/\/\*[\s\S]*?\*\//g, '');
      const specifiers = specifiersOf(path, text);
      expect(specifiers.length, path).toBeGreaterThanOrEqual(code.match(written)?.length ?? 0);
      found += specifiers.length;
    }
    expect(found).toBeGreaterThan(files.length);
  });

  it('speaks of folders that exist, or will by the same names', () => {
    const planned = ['electron/lab/'];
    for (const { from } of LAYERS) {
      const folder = from.replace(/\*\/$/, '');
      expect(exists(folder) || planned.includes(from), from).toBe(true);
    }
  });

  it('cannot be gone round by an alias', () => {
    const configurations = readdirSync(projectRoot).filter((name) => /^tsconfig.*\.json$/.test(name));
    expect(configurations.length).toBeGreaterThan(3);
    for (const name of configurations) {
      expect(readFileSync(join(projectRoot, name), 'utf8'), name).not.toMatch(/"(?:paths|baseUrl|rootDirs)"/);
    }
    for (const name of ['build/electron.vite.config.ts', 'build/cli.vite.config.ts']) {
      expect(readFileSync(join(projectRoot, name), 'utf8'), name).not.toMatch(/\balias\b/);
    }
    expect(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))).not.toHaveProperty('imports');
  });
});

/** A path in the row's folder, where nothing lies. */
const plantedPath = ({ from }: LayerRow): string => `${from.replaceAll('*', 'planted')}planted.ts`;

const relativeTo = (path: string, target: string): string => {
  const way = posix.relative(posix.dirname(path), target);
  return way.startsWith('.') ? way : `./${way}`;
};

const SYNTAXES: readonly ((specifier: string) => string)[] = [
  (specifier) => `import { x } from '${specifier}'; x();`,
  (specifier) => `import '${specifier}';`,
  (specifier) => `import type { X } from '${specifier}'; export type Y = X;`,
  (specifier) => `export { x } from '${specifier}';`,
  (specifier) => `export type { X } from '${specifier}';`,
  (specifier) => `export * from '${specifier}';`,
  (specifier) => `export * as all from '${specifier}';`,
  (specifier) => `export const later = () => import('${specifier}');`,
  (specifier) => `export const later = () => import(\`${specifier}\`);`,
  (specifier) => `export type Y = import('${specifier}').X;`,
  (specifier) => `export type Y = typeof import('${specifier}');`,
  (specifier) => `import x = require('${specifier}'); x();`,
  (specifier) => `const x = require('${specifier}'); x();`,
  (specifier) => `const x = require.resolve('${specifier}'); x();`,
  (specifier) => `const x = import.meta.resolve('${specifier}'); x();`,
];

describe.each(LAYERS.map((row) => [row.from, row] as const))(
  'a violation planted in %s is caught',
  (_from, row) => {
    const path = plantedPath(row);
    const caught = (specifier: string): void => {
      for (const syntax of SYNTAXES) {
        const text = syntax(specifier);
        expect(
          violationsOf(path, text, () => true),
          text,
        ).toHaveLength(1);
      }
    };
    const forbidden = [...LAYERS.map(plantedPath), 'test/core/planted.ts', 'build/planted.ts'].filter(
      (target) => !row.may.some((place) => place !== '=' && target.startsWith(place)) && target !== path,
    );

    it('when it reaches into a folder that is not for it', () => {
      expect(rowOf(path)?.row).toBe(row);
      expect(forbidden.length).toBeGreaterThan(2);
      for (const target of forbidden) caught(relativeTo(path, target));
    });

    it('when it takes a package that is not for it', () => {
      for (const name of ['left-pad', '@types/node', '#alias', '@/alias', '~/alias', '/absolute/path.ts']) {
        caught(name);
      }
    });

    if (!row.node) {
      it('when it takes a built-in of Node', () => {
        caught('node:fs');
        caught('node:crypto');
      });
    }

    it('when it writes a built-in without node:', () => {
      caught('fs');
      caught('path/posix');
    });

    if (row.electron !== 'everywhere') {
      it('when it takes electron', () => {
        caught('electron');
        caught('electron/main');
        const named = path.replace('.ts', '.electron.ts');
        const count = violationsOf(named, "import { app } from 'electron'; app.quit();", () => true).length;
        expect(count).toBe(row.electron === 'named' ? 0 : 1);
      });
    }

    it('when it names a module at run time, or one that does not exist', () => {
      expect(
        violationsOf(path, 'export const load = (name: string) => import(name);', () => true),
      ).toHaveLength(1);
      expect(violationsOf(path, "export * from './missing.ts';", () => false)).toHaveLength(1);
    });
  },
);

it('catches a feature, a flow and an adapter that reach into their neighbour', () => {
  for (const folder of ['renderer/features', 'shared/flows', 'electron/adapters']) {
    const text = "export * from '../other/part.ts';";
    expect(violationsOf(`${folder}/one/part.ts`, text, () => true)).toHaveLength(1);
    expect(violationsOf(`${folder}/one/part.ts`, "export * from './own.ts';", () => true)).toEqual([]);
  }
});

it('catches a file in a folder the table does not know', () => {
  expect(violationsOf('shared/tools/part.ts', '', () => true)).toHaveLength(1);
});

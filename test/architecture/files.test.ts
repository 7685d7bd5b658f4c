import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, PRODUCT_FOLDERS } from './product-files.ts';
import { nodesOf } from './syntax.ts';

const product = filesBelow(PRODUCT_FOLDERS, /\.(?:tsx?|css)$/);
const all = [...product, ...filesBelow(['test', 'build'], /\.(?:tsx?|mjs)$/)];
const lines = (text: string): number => text.split('\n').length - 1;

// Each file of the product is read.
describe('files', { timeout: 60_000 }, () => {
  it('have at most 400 lines, and most have far fewer', () => {
    expect(all.filter(({ text }) => lines(text) > 400).map(({ path }) => path)).toEqual([]);
    const lengths = product.map(({ text }) => lines(text)).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(130);
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(300);
  });

  it('are named in kebab-case, React components in PascalCase', () => {
    const odd = all.filter(({ path }) => {
      const name = basename(path).replace(/\.(?:d|test|electron|vite\.config)?\.?(?:tsx?|mjs|css)$/, '');
      const component = path.endsWith('.tsx') && /^[A-Z][A-Za-z0-9]*$/.test(name);
      return !component && !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(name);
    });
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  it('are named after what they hold', () => {
    const vague = /(?:^|[-/])(?:utils?|helpers?|managers?|commons?|misc)(?:[-./]|$)/i;
    expect(all.filter(({ path }) => vague.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it('are no barrels: a file that exports what others made has a part of its own', () => {
    const barrels = product.filter(({ path, text }) => {
      if (!/\.tsx?$/.test(path) || path.endsWith('.d.ts')) return false;
      const [program] = nodesOf(path, text);
      const body = program?.body as { type: string; source?: unknown }[];
      const passing = body.filter(({ type, source }) => /^Export/.test(type) && Boolean(source)).length;
      return passing > 1 && passing === body.length;
    });
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });

  it('are called index only where a process begins', () => {
    const entries = product.filter(({ path }) => /^index\./.test(basename(path))).map(({ path }) => path);
    expect(entries.sort()).toEqual(
      ['cli', 'main', 'preload', 'worker'].map((name) => `electron/${name}/index.ts`),
    );
  });

  it('that begin the desktop stay short enough to be read at once', () => {
    const linesOf = (path: string): number => lines(product.find((file) => file.path === path)?.text ?? '');
    expect(linesOf('electron/main/index.ts')).toBeLessThanOrEqual(60);
    expect(linesOf('electron/preload/index.ts')).toBeLessThanOrEqual(40);
  });
});

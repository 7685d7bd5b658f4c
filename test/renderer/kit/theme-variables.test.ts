import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const ours = readFileSync(join(root, 'renderer/kit/theme-variables.css'), 'utf8');
const theirs = readFileSync(
  join(root, 'node_modules/@cloudscape-design/components/internal/base-theme/styles.scoped.css'),
  'utf8',
);

const given = new Set([...ours.matchAll(/^\s*(--wb-[a-z-]+):/gm)].map((match) => match[1]));

it('names only variables that the installed Cloudscape declares', () => {
  const named = [...ours.matchAll(/var\((--[a-z0-9-]+)\)/g)].map((match) => match[1]);
  expect(named.length).toBe(given.size);
  expect(named.filter((name) => !theirs.includes(`${name}:`))).toEqual([]);
});

it('has every variable our style sheets use, and no other', () => {
  const folder = join(root, 'renderer');
  const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.css'),
  );
  const used = new Set(
    sheets.flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/var\((--wb-[a-z-]+)\)/g)].map(
        (match) => match[1],
      ),
    ),
  );
  expect(used.size).toBeGreaterThan(20);
  expect([...used].filter((name) => !given.has(name))).toEqual([]);
  expect([...given].filter((name) => !used.has(name))).toEqual([]);
});

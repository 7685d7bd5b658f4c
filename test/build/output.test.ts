import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../build/bootstrap/build-product.mjs';
import { projectRoot } from '../../build/bootstrap/paths.mjs';

const out = join(projectRoot, 'out');
const filesIn = (part: string) =>
  readdirSync(join(out, part), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** The modules that a built script still loads from outside itself. */
function outsideModules(file: string): string[] {
  const { module } = parseSync(file, readFileSync(file, 'utf8'));
  const names = [...module.staticImports, ...module.staticExports.flatMap((entry) => entry.entries)]
    .map((entry) => entry.moduleRequest?.value)
    .filter((name) => name !== undefined && !name.startsWith('.'));
  return names as string[];
}

const isBuiltIn = (name: string) =>
  name.startsWith('node:') || builtinModules.includes(name.split('/')[0] ?? '');

beforeAll(async () => {
  await ensureBuilt();
}, 120_000);

it.each(['main', 'worker'])('%s needs nothing but Electron and Node', (part) => {
  const outside = filesIn(part)
    .filter((file) => file.endsWith('.js'))
    .flatMap(outsideModules);
  expect(outside.filter((name) => name !== 'electron' && !isBuiltIn(name))).toEqual([]);
});

it('the command line needs nothing but Node, and can be run', () => {
  const outside = filesIn('cli')
    .filter((file) => file.endsWith('.js'))
    .flatMap(outsideModules);
  expect(outside.filter((name) => !isBuiltIn(name))).toEqual([]);
  const entry = join(out, 'cli', 'index.js');
  expect(readFileSync(entry, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  if (process.platform !== 'win32') expect(statSync(entry).mode & 0o111).toBe(0o111);
});

it('the preload script is one CommonJS file that requires electron only', () => {
  expect(filesIn('preload').map((file) => file.slice(out.length))).toEqual(['/preload/index.cjs']);
  const code = readFileSync(join(out, 'preload', 'index.cjs'), 'utf8');
  expect([...code.matchAll(/require\(([^)]*)\)/g)].map((match) => match[1])).toEqual(['"electron"']);
});

it('the page has no inline script, and a nonce mark on everything it loads', () => {
  const html = readFileSync(join(out, 'renderer', 'index.html'), 'utf8');
  const loads = [...html.matchAll(/<(script|link rel="(?:stylesheet|modulepreload)")[^>]*>/g)].map(
    (match) => match[0],
  );
  expect(loads.length).toBeGreaterThan(0);
  for (const tag of loads) expect(tag).toContain('nonce="__CSP_NONCE__"');
  for (const [, body] of html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) expect(body).toBe('');
});

it('brings the licences of what it bundles', () => {
  for (const part of ['main', 'worker', 'renderer', 'cli'])
    expect(statSync(join(out, part, 'third-party-licenses.md')).isFile()).toBe(true);
  expect(readFileSync(join(out, 'renderer', 'third-party-licenses.md'), 'utf8')).toContain(
    '@cloudscape-design/components',
  );
});

it('holds no source maps', () => {
  expect(filesIn('.').filter((file) => file.endsWith('.map'))).toEqual([]);
});

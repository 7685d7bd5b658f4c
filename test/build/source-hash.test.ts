import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hashSources } from '../../build/bootstrap/source-hash.mjs';
import { scratchFolder } from './scratch.ts';

it('changes with content, name and place, and not with time', () => {
  const root = scratchFolder();
  mkdirSync(join(root, 'src', 'deep'), { recursive: true });
  const file = join(root, 'src', 'deep', 'a.ts');
  writeFileSync(file, 'one');
  writeFileSync(join(root, 'package.json'), '{}');
  const hash = () => hashSources(root, ['src', 'package.json', 'missing']);
  const seen = [hash()];
  utimesSync(file, 1, 1);
  expect(hash()).toBe(seen[0]);
  writeFileSync(file, 'two');
  seen.push(hash());
  renameSync(file, join(root, 'src', 'a.ts'));
  seen.push(hash());
  writeFileSync(join(root, 'package.json'), '{ }');
  seen.push(hash());
  writeFileSync(join(root, 'outside.ts'), '');
  expect(hash()).toBe(seen.at(-1));
  expect(new Set(seen).size).toBe(seen.length);
});

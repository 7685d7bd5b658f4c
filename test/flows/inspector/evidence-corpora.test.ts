import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../build/bootstrap/paths.mjs';
import { DEFAULT_INSPECT_OPTIONS } from '../../../shared/core/inspector/options.ts';
import { brokenPromises, find } from './evidence-laws.ts';

const corpora = join(projectRoot, '..', 'shared', 'corpora');
const present = existsSync(corpora);
const LARGEST = 300_000;

function files(): string[] {
  const names = readdirSync(corpora, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && /xml|base64|json|txt/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

describe.skipIf(!present)('evidence of every corpus message (needs the corpora)', () => {
  it('keeps structure and counts, and holds none of the values', { timeout: 120_000 }, async () => {
    const broken: string[] = [];
    let messages = 0;
    for (const path of files()) {
      const content = readFileSync(path);
      if (content.length > LARGEST) continue;
      const options = { ...DEFAULT_INSPECT_OPTIONS, at: Date.UTC(2026, 10, 23, 8) };
      messages += (await find(content, options).catch(() => [])).length;
      for (const promise of await brokenPromises(content, options))
        broken.push(`${relative(corpora, path)}: ${promise}`);
    }
    expect(broken).toEqual([]);
    expect(messages).toBeGreaterThan(150);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCUMENT = join(process.cwd(), 'docs', 'verifier-differences.md');

/** The keys of every table row of docs/verifier-differences.md: class, who accepts, who refuses it. */
function listedDifferences(): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const line of readFileSync(DOCUMENT, 'utf8').split('\n')) {
    const [, name = '', they = '', oracles = ''] = line
      .split('|')
      .map((cell) => cell.trim().replace(/`/g, ''));
    if (they !== 'accepts' && they !== 'refuses') continue;
    for (const oracle of oracles.split(', ')) keys.add(`${oracle} | ${they} | ${name}`);
  }
  return keys;
}

/** Collects differences by class, with an example of each. */
export class Differences {
  readonly #found = new Map<string, string>();

  add(key: string | undefined, example: string): void {
    if (key !== undefined && !this.#found.has(key)) this.#found.set(key, example);
  }

  /** @returns what stands in no row of the document, with its example */
  unlisted(): string[] {
    const listed = listedDifferences();
    return [...this.#found].flatMap(([key, example]) => (listed.has(key) ? [] : [`${key} (${example})`]));
  }
}

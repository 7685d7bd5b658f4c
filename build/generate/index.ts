import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accessPages } from './access.ts';
import { channelPages } from './channels.ts';
import { checkPages } from './checks.ts';
import { claimPages } from './claims.ts';
import { errorPages } from './errors.ts';
import { schemaFiles } from './schemas.ts';
import { selfTestFiles } from './self-test.ts';

/** Everything made from contracts and tables: path below the checkout to content. */
type Pages = Readonly<Record<string, string>>;

const OWNED = ['docs/schema', 'docs/reference'];

/**
 * Writes docs/schema, docs/reference and the attacks of the self-test, or says what has drifted.
 *
 * @param options.check true to write nothing and give false where a file differs, is missing or is left over
 */
export async function generate({ check }: { readonly check: boolean }): Promise<boolean> {
  const pages: Pages = {
    ...schemaFiles(),
    ...checkPages(),
    ...accessPages(),
    ...claimPages(),
    ...errorPages(),
    ...channelPages(),
    ...(await selfTestFiles()),
  };
  const drifted = [
    ...Object.entries(pages)
      .filter(([path, content]) => read(path) !== content)
      .map(([path]) => path),
    ...OWNED.flatMap(filesIn).filter((path) => pages[path] === undefined),
  ];
  if (check) {
    for (const path of drifted) console.error(`${path} is not what the sources say: run npm run generate.`);
    return drifted.length === 0;
  }
  for (const path of drifted) {
    const content = pages[path];
    if (content === undefined) rmSync(path);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    console.log(`${content === undefined ? 'removed' : 'wrote'} ${path}`);
  }
  return true;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));
  } catch {
    return [];
  }
}

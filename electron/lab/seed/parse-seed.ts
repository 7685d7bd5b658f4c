import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';
import type { Seed } from './seed.ts';
import { seedProblems } from './seed-problems.ts';
import { seedSchema } from './seed-schema.ts';

const MOST_PROBLEMS = 20;

/**
 * Reads a seed file: JSON, or YAML where its name ends so.
 *
 * @param path as it was given; only named in messages
 * @throws WorkbenchError ERR_LAB_SEED with every problem and where it is: `tenants.0.users.2.groups.0: …`
 */
export async function parseSeed(text: string, path: string): Promise<Seed> {
  const parsed = seedSchema.safeParse(await readValue(text, path));
  if (!parsed.success) {
    throw seedError(
      path,
      parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'seed'}: ${issue.message}`),
    );
  }
  const problems = seedProblems(parsed.data);
  if (problems.length > 0) throw seedError(path, problems);
  return parsed.data;
}

async function readValue(text: string, path: string): Promise<unknown> {
  try {
    if (!/\.ya?ml$/i.test(path)) return JSON.parse(text);
    const { parse } = await import('yaml');
    return parse(text, { maxAliasCount: 100 });
  } catch (thrown) {
    const reason = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : '';
    throw seedError(path, [`seed: ${/\.ya?ml$/i.test(path) ? 'not YAML' : 'not JSON'}: ${reason}`]);
  }
}

function seedError(path: string, problems: readonly string[]): WorkbenchError {
  const shown = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length - shown.length;
  return new WorkbenchError(
    'ERR_LAB_SEED',
    'seed',
    { path, problems: more > 0 ? [...shown, `and ${more} more`] : shown },
    {
      message: `${path} does not describe a Lab: ${shown.slice(0, 5).join('; ')}${problems.length > 5 ? '; …' : ''}`,
    },
  );
}

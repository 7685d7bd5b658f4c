import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AwsFiles, parseAwsFiles } from '../../../shared/core/aws-config/parse.ts';
import { resolveProfile } from '../../../shared/core/aws-config/resolve.ts';
import { WorkbenchError } from '../../../shared/core/errors/workbench-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the two files are: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE go before the home folder. */
export function profileFiles(
  home: string,
  environment: Environment,
): { config: string; credentials: string } {
  return {
    config: environment.AWS_CONFIG_FILE || join(home, '.aws', 'config'),
    credentials: environment.AWS_SHARED_CREDENTIALS_FILE || join(home, '.aws', 'credentials'),
  };
}

/** @throws WorkbenchError ERR_AWS_PROFILE for a damaged file, ERR_INPUT_READ for one that may not be read */
export async function readProfileFiles(home: string, environment: Environment): Promise<AwsFiles> {
  const { config, credentials } = profileFiles(home, environment);
  return parseAwsFiles(await read(config), await read(credentials));
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return '';
    throw new WorkbenchError('ERR_INPUT_READ', path, { path, cause: code ?? 'unknown' });
  }
}

/** One profile for a list: where its credentials come from, or why they do not. */
export interface ProfileRow {
  readonly name: string;
  readonly kind: string;
  readonly region?: string;
  readonly problem?: string;
}

/** @throws WorkbenchError as `readProfileFiles` does */
export async function listProfiles(home: string, environment: Environment): Promise<readonly ProfileRow[]> {
  const files = await readProfileFiles(home, environment);
  return [...files.profiles.keys()].sort().map((name) => {
    try {
      const { source, region } = resolveProfile(files, name);
      return { name, kind: source.kind, ...(region === undefined ? {} : { region }) };
    } catch (thrown) {
      return { name, kind: 'none', problem: thrown instanceof Error ? thrown.message : 'unreadable' };
    }
  });
}

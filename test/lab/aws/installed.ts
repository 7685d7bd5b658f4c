import { spawn, spawnSync } from 'node:child_process';
import type { Lab } from '../../../electron/lab/lab.ts';
import { administratorKey } from './aws-lab.ts';

/** What a program said, and how it ended. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Tells whether a program is on this machine and starts. */
export function isInstalled(program: string, ...parameters: readonly string[]): boolean {
  return spawnSync(program, parameters, { stdio: 'ignore' }).status === 0;
}

/** Runs a program to its end while this process goes on serving. @param input goes to its standard input */
export function run(
  program: string,
  parameters: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd?: string; readonly input?: string },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      env: options.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? -1, stdout, stderr }));
    child.stdin.end(options.input ?? '');
  });
}

/** The environment in which AWS's own tools use the Lab, and nothing else of this machine. */
export function awsEnvironment(lab: Lab): NodeJS.ProcessEnv {
  const key = administratorKey(lab);
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    AWS_ACCESS_KEY_ID: key.id,
    AWS_SECRET_ACCESS_KEY: key.secret,
    AWS_REGION: lab.state.aws.region,
    AWS_DEFAULT_REGION: lab.state.aws.region,
    AWS_ENDPOINT_URL: lab.ground.addresses.loopback('aws'),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    NO_PROXY: '127.0.0.1,localhost',
  };
}

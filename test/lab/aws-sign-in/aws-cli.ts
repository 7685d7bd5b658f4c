import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Lab } from '../../../electron/lab/lab.ts';

/** An installed AWS CLI. */
export interface InstalledCli {
  readonly path: string;
  /** `2.9.19` */
  readonly version: string;
}

/** Every AWS CLI on this machine's path. */
export function installedClis(): InstalledCli[] {
  const paths = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'aws'));
  return [...new Set(paths)].flatMap((path) => {
    try {
      const text = execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 60_000, stdio: 'pipe' });
      const version = /aws-cli\/(\d+\.\d+\.\d+)/.exec(text)?.[1];
      return version === undefined ? [] : [{ path, version }];
    } catch {
      return [];
    }
  });
}

/** Runs an AWS CLI whose whole world is the Lab: its proxy, its authority, a home folder of its own. */
export class AwsCli {
  readonly home = mkdtempSync(join(tmpdir(), 'aws-home-'));
  readonly #cli: InstalledCli;
  readonly #lab: Lab;

  constructor(cli: InstalledCli, lab: Lab) {
    this.#cli = cli;
    this.#lab = lab;
    mkdirSync(join(this.home, '.aws', 'sso', 'cache'), { recursive: true });
    writeFileSync(join(this.home, 'ca.pem'), lab.ground.tls.caPem);
  }

  close(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Writes a file under `~/.aws`. */
  write(path: string, text: string): void {
    writeFileSync(join(this.home, '.aws', path), text);
  }

  start(...parameters: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
    const { addresses } = this.#lab.ground;
    return spawn(this.#cli.path, parameters, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: this.home,
        HTTPS_PROXY: addresses.connectProxy,
        AWS_CA_BUNDLE: join(this.home, 'ca.pem'),
        AWS_REGION: this.#lab.state.aws.region,
        AWS_DEFAULT_REGION: this.#lab.state.aws.region,
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_PAGER: '',
        PYENV_ROOT: process.env.PYENV_ROOT ?? join(process.env.HOME ?? '', '.pyenv'),
      },
    });
  }

  /** @returns what it printed. @throws Error with what it complained about */
  async run(...parameters: readonly string[]): Promise<string> {
    const child = this.start(...parameters);
    const [out, complaint, code] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      new Promise<number | null>((resolve) => child.on('close', resolve)),
    ]);
    if (code !== 0) throw new Error(`aws ${parameters.join(' ')}: ${complaint}`);
    return out;
  }
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

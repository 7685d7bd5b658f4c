import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AuthenticationResult } from '@azure/msal-node';
import type { Lab } from '../../../electron/lab/lab.ts';

/** What msal-node says when it fails; `errorNo` is the AADSTS number. */
interface MsalFailure {
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly subError?: string;
  readonly errorNo?: number;
  readonly claims?: string;
}

export type MsalAnswer =
  | { readonly result: AuthenticationResult; readonly error?: undefined }
  | { readonly error: MsalFailure; readonly result?: undefined };

/** What a device is to show. */
export interface DeviceMessage {
  readonly userCode: string;
  readonly verificationUri: string;
}

interface Line {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: MsalFailure;
  readonly device?: DeviceMessage;
}

/** msal-node as an application has it: another process that trusts the Lab's authority by NODE_EXTRA_CA_CERTS and nothing else. */
export class MsalProcess {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #waiting = new Map<
    number,
    { answer: (line: Line) => void; device?: (device: DeviceMessage) => void }
  >();
  #next = 1;

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
    if (child.stdout === null) throw new Error('no output');
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Line;
      const waiting = this.#waiting.get(line.id);
      if (line.device !== undefined) waiting?.device?.(line.device);
      else {
        this.#waiting.delete(line.id);
        waiting?.answer(line);
      }
    });
  }

  /** @param environment further variables, such as those of managed identities */
  static async start(lab: Lab, environment: Readonly<Record<string, string>> = {}): Promise<MsalProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'lab-ca-'));
    const file = join(folder, 'ca.pem');
    await writeFile(file, lab.ground.tls.caPem);
    const script = fileURLToPath(new URL('msal-child.mjs', import.meta.url));
    const child = spawn(process.execPath, [script], {
      env: { PATH: process.env.PATH ?? '', NODE_EXTRA_CA_CERTS: file, ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return new MsalProcess(child, folder);
  }

  async stop(): Promise<void> {
    this.#child.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Makes a client application of msal-node. @param make its class */
  async make(client: string, make: string, config: unknown): Promise<void> {
    await this.#send({ client, make, config });
  }

  /** Calls a method of a client application. */
  async call(
    client: string,
    call: string,
    request: unknown,
    device?: (device: DeviceMessage) => void,
  ): Promise<MsalAnswer> {
    return (await this.#send({ client, call, args: [request] }, device)) as unknown as MsalAnswer;
  }

  /** The address a browser is sent to. */
  async address(client: string, request: unknown): Promise<string> {
    return String((await this.#send({ client, call: 'getAuthCodeUrl', args: [request] })).result);
  }

  #send(command: Readonly<Record<string, unknown>>, device?: (device: DeviceMessage) => void): Promise<Line> {
    const id = this.#next;
    this.#next += 1;
    return new Promise((answer) => {
      this.#waiting.set(id, { answer, ...(device === undefined ? {} : { device }) });
      this.#child.stdin?.write(`${JSON.stringify({ id, ...command })}\n`);
    });
  }
}

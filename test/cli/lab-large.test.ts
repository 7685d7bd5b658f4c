import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../build/bootstrap/paths.mjs';
import { labReadySchema } from '../../shared/contract/lab-ready.ts';
import { scratchFolder } from './scratch-folder.ts';

const program = join(projectRoot, 'out', 'cli', 'index.js');
const folder = scratchFolder();
const SCALE = 'users=10000,groups=500,accounts=500,permissionSets=60,assignments=30000';

it.skipIf(!existsSync(program))(
  'a Lab of 30,000 assignments takes less than 10 s to start, less than 600 MB, and ends at once (needs out/cli)',
  { timeout: 60_000 },
  async () => {
    const readyFile = join(folder.path, 'ready.json');
    const begun = performance.now();
    const args = ['lab', 'serve', '--https-port', '0', '--http-port', '0', '--scale', SCALE];
    const child = spawn(process.execPath, [program, ...args, '--ready-file', readyFile]);
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += String(chunk);
    });
    const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
    await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
    const start = performance.now() - begun;
    const ready = labReadySchema.parse(JSON.parse(readFileSync(readyFile, 'utf8')));
    const answer = await fetch(ready.endpoints.control, {
      headers: { 'x-lab-token': ready.controlToken },
    });
    expect(await answer.json()).toMatchObject({ counts: { users: 10_005, assignments: 30_006 } });
    const memory = residentMegabytes(child.pid ?? 0);
    const work = processorSeconds(child.pid ?? 0);
    child.kill('SIGTERM');
    const asked = performance.now();
    const status = await ended;
    const end = performance.now() - asked;
    console.info(
      `Lab of 30,000 assignments: ${Math.round(start)} ms (${work ?? '?'} s of a processor), ${memory ?? '?'} MB, end ${Math.round(end)} ms`,
    );
    if (process.platform !== 'win32') expect(status).toBe(0);
    // A machine that is busy with other tests takes longer, but no more of a processor.
    if (work === undefined) expect(start).toBeLessThan(10_000);
    else expect(work).toBeLessThan(10);
    expect(start).toBeLessThan(40_000);
    expect(end).toBeLessThan(3_000);
    if (memory !== undefined) expect(memory).toBeLessThan(600);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(existsSync(readyFile)).toBe(false);
  },
);

/** @returns undefined where the system does not say */
function processorSeconds(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  // Clock ticks in user and system mode, a hundred a second (proc_pid_stat(5)).
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** @returns undefined where the system does not say */
function residentMegabytes(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

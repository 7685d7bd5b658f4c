import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeError, stackOf } from '../../electron/main/ipc/describe-error.ts';
import { Log } from '../../electron/main/log.ts';
import { WorkbenchError } from '../../shared/core/errors/workbench-error.ts';

const CANARY = 'SECRET-CANARY-5b1f';
const clock = { now: () => Date.UTC(2026, 10, 23) };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fedbench-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('writes one JSON line an event, readable by its user only', () => {
  const log = new Log(join(folder, 'logs'), clock);
  log.write('info', 'start', { version: '1.0.0' });
  expect(JSON.parse(readFileSync(log.file, 'utf8'))).toEqual({
    at: '2026-11-23T00:00:00.000Z',
    level: 'info',
    event: 'start',
    version: '1.0.0',
  });
  if (process.platform !== 'win32') expect(statSync(log.file).mode & 0o077).toBe(0);
});

it('is turned over at its size, and keeps three old files', () => {
  const log = new Log(folder, clock);
  const large = 'x'.repeat(300_000);
  for (let line = 0; line < 20; line++) log.write('info', 'large', { large });
  expect(readdirSync(folder).sort()).toEqual([
    'workbench.log',
    'workbench.log.1',
    'workbench.log.2',
    'workbench.log.3',
  ]);
  expect(statSync(log.file).size).toBeLessThan(1_100_000);
});

it('fails nothing when it cannot be written', () => {
  const blocked = join(folder, 'file');
  writeFileSync(blocked, '');
  const log = new Log(join(blocked, 'logs'), clock);
  expect(() => log.write('error', 'lost')).not.toThrow();
  expect(existsSync(log.file)).toBe(false);
});

it('describes errors without their messages, which may quote what was pasted', () => {
  const foreign = new SyntaxError(`Unexpected token ${CANARY}\n    at ${CANARY} (x)`);
  const system = Object.assign(new Error(CANARY), { code: 'ENOSPC' });
  const own = new WorkbenchError(
    'ERR_INPUT_UNRECOGNISED',
    'input',
    { looksLike: CANARY },
    { message: CANARY },
  );
  const described = [foreign, system, own, CANARY, { CANARY }, undefined].map(describeError);
  expect(JSON.stringify(described)).not.toContain(CANARY);
  expect(described[0]).toMatchObject({ name: 'SyntaxError' });
  expect(described[1]).toMatchObject({ code: 'ENOSPC' });
  expect(described[2]).toEqual({ code: 'ERR_INPUT_UNRECOGNISED', where: 'input' });
  expect(described[3]).toEqual({ thrown: 'string' });
});

it('keeps of a stack the functions and the last two names of each file', () => {
  const stack = [
    'Error: message',
    '    at parse (file:///home/somebody/app/out/main/index.js:10:5)',
    '    at async app://workbench/assets/page-1a.js:1:200',
    '    at Object.<anonymous> (/home/somebody/x.js:3:4)',
  ].join('\n');
  expect(stackOf(stack)).toBe(
    'parse@main/index.js:10:5 < @assets/page-1a.js:1:200 < Object.<anonymous>@somebody/x.js:3:4',
  );
});
